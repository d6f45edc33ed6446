"""Two questions to a fact base of any size, in Spark SQL on this machine or a cluster.

    python docs/scale/spark.py big.jsonl
    python docs/scale/spark.py big.parquet

Needs pyspark and Java 17 or newer. The answers are those of `sco projects --country KZ` and of `sco facts --kind figure
--standing contested`, counted by country.
"""

from __future__ import annotations

import argparse

from pyspark.sql import DataFrame, SparkSession

# Only the columns that are asked about: without a schema Spark reads the whole file once more to find them all.
SCHEMA = "kind STRING, id STRING, title STRING, standing STRING, stage STRING, countries ARRAY<STRING>"

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


def answers(spark: SparkSession, file: str) -> tuple[DataFrame, DataFrame]:
    """The projects of Kazakhstan, and the number of contested figures by country."""
    if file.rstrip("/").endswith(".parquet"):
        facts = spark.read.parquet(f"{file}/facts.parquet")
        stages = spark.read.parquet(f"{file}/projects.parquet").select("id", "stage")
        records = facts.join(stages, "id", "left")
    else:
        records = spark.read.schema(SCHEMA).json(file).cache()
    records.createOrReplaceTempView("records")
    return spark.sql(PROJECTS), spark.sql(CONTESTED)


def main() -> None:
    """Ask the file that the command line names, and print the answers."""
    parser = argparse.ArgumentParser(description="Ask a base in JSON Lines or Parquet two questions, in Spark SQL.")
    parser.add_argument("file", help="such as facts.jsonl, or the folder facts.parquet")
    asked = parser.parse_args()
    spark = session()
    projects, contested = answers(spark, asked.file)
    print(f"Projects of KZ: {projects.count()}")
    projects.show(5, truncate=48)
    print("Contested figures by country")
    contested.show(100)
    spark.stop()


if __name__ == "__main__":
    main()
