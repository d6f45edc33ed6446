"""Three questions to a fact base of any size, in Spark SQL on this machine or a cluster.

    python docs/scale/spark.py big.jsonl
    python docs/scale/spark.py big.parquet

Needs pyspark and Java 17 or newer. The answers are those of `sco projects --country KZ`, of `sco facts --kind figure
--standing contested`, counted by country, and the figures that more than doubled, the largest rise first.
"""

from __future__ import annotations

import argparse

from pyspark.sql import DataFrame, SparkSession

# Only the columns that are asked about: without a schema Spark reads the whole file once more to find them all.
SCHEMA = """
kind STRING, id STRING, title STRING, standing STRING, stage STRING, countries ARRAY<STRING>,
before STRUCT<text: STRING>, after STRUCT<text: STRING>, change STRUCT<percent: STRUCT<low: DOUBLE>>
"""

PROJECTS = """
SELECT id, title, stage, standing FROM records
WHERE kind = 'project' AND array_contains(countries, 'KZ')
ORDER BY id
"""

CONTESTED = """
SELECT country, count(*) AS figures FROM records LATERAL VIEW explode(countries) AS country
WHERE kind = 'figure' AND standing = 'contested'
GROUP BY country ORDER BY figures DESC, country
"""

RISES = """
SELECT id, before_text, after_text, round(change_percent_low, 1) AS percent FROM figures
WHERE change_percent_low > 100 AND before_text IS NOT NULL
ORDER BY change_percent_low DESC, id
"""


def session() -> SparkSession:
    """Spark on all cores of this machine, quiet, and with no page of its own."""
    return (
        SparkSession.builder.appName("sco")
        .master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )


def answers(spark: SparkSession, file: str) -> tuple[DataFrame, DataFrame, DataFrame]:
    """The projects of Kazakhstan, the contested figures counted by country, and the figures that more than doubled."""
    if file.rstrip("/").endswith(".parquet"):
        facts = spark.read.parquet(f"{file}/facts.parquet")
        stages = spark.read.parquet(f"{file}/projects.parquet").select("id", "stage")
        records = facts.join(stages, "id", "left")
        figures = spark.read.parquet(f"{file}/figures.parquet")
    else:
        records = spark.read.schema(SCHEMA).json(file).cache()
        numbers = ("before.text AS before_text", "after.text AS after_text", "change.percent.low AS change_percent_low")
        figures = records.where("kind = 'figure'").selectExpr("id", *numbers)
    records.createOrReplaceTempView("records")
    figures.createOrReplaceTempView("figures")
    return spark.sql(PROJECTS), spark.sql(CONTESTED), spark.sql(RISES)


def main() -> None:
    """Ask the file that the command line names, and print the answers."""
    parser = argparse.ArgumentParser(description="Ask a base in JSON Lines or Parquet three questions, in Spark SQL.")
    parser.add_argument("file", help="such as facts.jsonl, or the folder facts.parquet")
    asked = parser.parse_args()
    spark = session()
    projects, contested, rises = answers(spark, asked.file)
    print(f"Projects of KZ: {projects.count()}")
    projects.show(5, truncate=48)
    print("Contested figures by country")
    contested.show(100)
    print(f"Figures that more than doubled: {rises.count()}")
    rises.show(5, truncate=48)
    spark.stop()


if __name__ == "__main__":
    main()
