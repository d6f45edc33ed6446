"""`sco import claims`: reviewed claims as statements, with the reviews as evidence in their own words."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tomli
from support.checks import reported_problems
from support.runner import run_sco

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://checks.example/fibre",
    "name": "Does every village have fibre?",
    "claimReviewed": "Every village has fibre.",
    "datePublished": "2025-03-14",
    "author": {"@type": "Organization", "name": "Steppe Checks"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "A. Minister", "jobTitle": "minister"},
        "datePublished": "2025-03-01T10:00:00+06:00",
        "firstAppearance": {"@type": "NewsArticle", "url": "https://news.example/fibre", "headline": "Fibre"},
    },
    "reviewRating": {"@type": "Rating", "ratingValue": 2, "worstRating": 1, "bestRating": 5, "alternateName": "No!"},
}

NO_KEY = "expecting property name enclosed in double quotes"

STATEMENT = {
    "id": "a-minister-every-village-has-fibre-2025",
    "speaker": "A. Minister",
    "role": "minister",
    "summary": "Every village has fibre.",
    "period": "2025-03-01",
    "evidence": [
        {"source": "fibre"},
        {
            "source": "steppe-checks-2025-03-14",
            "stance": "context",
            "note": 'The review rates the claim "No!" (2, from 1 to 5).',
        },
    ],
}


class Imported(NamedTuple):
    """The exit code, the records of the TOML, and the messages without `sco: `."""

    code: int
    statements: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    messages: list[str]
    toml: str


def imported(content: object, *arguments: str | Path) -> Imported:
    """What the command makes of a file on standard input: of a text, of bytes, or of a value in JSON."""
    data = content if isinstance(content, str | bytes) else json.dumps(content)
    result = run_sco("import", "claims", "-", *arguments, stdin=data)
    tables = tomli.loads(result.out)
    lines = [line.removeprefix("sco: standard input: ") for line in result.err.splitlines()]
    return Imported(result.code, tables.get("statements", []), tables.get("sources", []), lines, result.out)


def changed(**keys: object) -> dict[str, Any]:
    """The review with other values of these keys; None leaves a key out."""
    return {key: value for key, value in (REVIEW | keys).items() if value is not None}


def page(*scripts: str) -> str:
    """An HTML page with these scripts."""
    return f"<!doctype html><title>x</title>{''.join(scripts)}<p>text"


def script(value: object, attributes: str = 'type="application/ld+json"') -> str:
    """A script with a value in JSON."""
    return f"<script {attributes}>\n{json.dumps(value)}\n</script>"


@pytest.mark.parametrize(
    "content",
    [
        REVIEW,
        [REVIEW],
        {"@context": "https://schema.org", "@graph": [REVIEW]},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]},
        {"@type": "DataFeed", "dataFeedElement": REVIEW},
        {f"https://schema.org/{key}" if key[0] != "@" else key: value for key, value in REVIEW.items()},
        {f"schema:{key}" if key[0] != "@" else key: value for key, value in REVIEW.items()},
        changed(**{"@type": ["Review", "schema:ClaimReview"]}),
        {"@graph": [changed(itemReviewed={"@id": "#c"}), REVIEW["itemReviewed"] | {"@id": "#c"}]},
        {"@graph": [changed(author={"@id": "#o"}), {"@id": "#o", "@type": "ClaimReviewer", "name": "Steppe Checks"}]},
        changed(claimReviewed=None, itemReviewed=REVIEW["itemReviewed"] | {"text": "Every village has fibre."}),
        changed(author="Steppe Checks"),
        changed(author=[{"name": "Steppe Checks"}]),
        changed(itemReviewed=[REVIEW["itemReviewed"]]),
        json.dumps(REVIEW).encode("utf-8-sig"),
        json.dumps(REVIEW).encode("utf-16"),
        page(script(REVIEW)),
        page(script(REVIEW, "TYPE = 'application/ld+json; charset=utf-8' nonce=\">\"")),
        page(script(REVIEW, "type=application/ld+json")),
        *(
            page(f"<script type=application/ld+json>{start}{json.dumps(REVIEW)}{end}</script>")
            for start, end in (
                ("\n//<![CDATA[\n", "\n//]]>\n"),
                ("/*<![CDATA[*/", "/*]]>*/"),
                ("<![CDATA[", "]]>"),
                ("<!--\n", "\n//-->"),
                ("<!--", ""),
            )
        ),
        page("<!--", script({"@type": "ClaimReview"}), "-->", script(1, 'type="text/json"'), script(REVIEW)),
    ],
)
def test_a_review_is_read_wherever_it_stands(content: object) -> None:
    made = imported(content)
    assert made.statements == [STATEMENT]
    assert [source["url"] for source in made.sources] == ["https://news.example/fibre", "https://checks.example/fibre"]
    assert made.messages[0] == "1 claim and 1 review"
    assert made.code == 0


def test_the_blocks_are_a_base_but_for_what_is_still_to_be_written(tmp_path: Path) -> None:
    base = tmp_path / "mine.toml"
    base.write_text(run_sco("new", "--countries", "KG").out + "\n" + imported(REVIEW).toml, "utf-8")
    assert reported_problems(base, "--ignore", "todo") == []
    assert {reason for _, reason in reported_problems(base)} == {"still says TODO; fill it in"}


def test_an_answer_of_a_search_is_read() -> None:
    review = {
        "publisher": {"name": "P", "site": "p.example"},
        "url": "https://p.example/1",
        "title": "T",
        "reviewDate": "2021-01-02T00:00:00.123456789Z",
        "textualRating": "Mostly false!",
        "languageCode": "en",
    }
    claims = [{"text": "X is Y.", "claimant": "B", "claimDate": "2021-01-01T00:00:00Z", "claimReview": [review, 3]}, 4]
    made = imported({"claims": claims, "nextPageToken": "x"})
    (statement,) = made.statements
    assert (statement["speaker"], statement["summary"], statement["period"]) == ("B", "X is Y.", "2021-01-01")
    assert statement["evidence"][0]["note"] == 'The review rates the claim "Mostly false!".'
    assert statement["note"].startswith("TODO: where it was said")
    assert (made.sources[0]["published"], made.sources[0]["language"]) == ("2021-01-02", "en")
    assert made.code == 1
    assert made.messages[1:] == [
        "not imported: further page of the answer (1)",
        "claim 1, review 2 is not an object",
        "claim 2 is not an object",
    ]


@pytest.mark.parametrize(
    ("rating", "note"),
    [
        ({"alternateName": "Half true!?"}, 'The review rates the claim "Half true!?".'),
        ({"name": "a", "alternateName": "b"}, 'The review rates the claim "b; a".'),
        ({"ratingValue": "1", "bestRating": "4"}, "The review gives the claim the rating 1 of 4."),
        ({"ratingValue": 1.5}, "The review gives the claim the rating 1.5."),
        ({"alternateName": "No", "ratingExplanation": "It is not."}, 'The review rates the claim "No": "It is not.".'),
        ("Wrong", 'The review rates the claim "Wrong".'),
        (None, "The review gives no rating."),
        ({}, "The review gives no rating."),
        ({"ratingValue": "NaN"}, "The review gives no rating."),
    ],
)
def test_a_rating_is_given_in_its_own_words_and_no_verdict_is_made_of_it(rating: object, note: str) -> None:
    (statement,) = imported(changed(reviewRating=rating)).statements
    assert statement["evidence"][1] == {"source": "steppe-checks-2025-03-14", "stance": "context", "note": note}


def test_what_a_review_does_not_say_is_to_be_written() -> None:
    made = imported({"@type": "ClaimReview", "claimReviewed": "Всё хорошо."})
    assert made.statements == [
        {
            "id": "claim",
            "speaker": "TODO: who says it",
            "summary": "Всё хорошо.",
            "note": "TODO: where it was said, which the review does not say",
            "evidence": [{"source": "source", "stance": "context", "note": "The review gives no rating."}],
        }
    ]
    assert (made.sources[0]["title"], made.sources[0]["publisher"]) == ("TODO: title as published", "TODO: publisher")


def test_a_claim_without_a_review_is_a_statement_of_where_it_appears() -> None:
    made = imported({"@type": "Claim", "text": "A.", "author": {"name": "B"}, "appearance": "https://a.example/1"})
    assert [statement["evidence"] for statement in made.statements] == [[{"source": "source"}]]
    assert made.sources[0]["url"] == "https://a.example/1"


@pytest.mark.parametrize(
    ("item", "speaker", "urls"),
    [
        ({"@type": "Person", "name": "B", "jobTitle": "x"}, "B", []),
        ({"@type": "NewsArticle", "author": "B", "url": "https://a.example/1"}, "B", ["https://a.example/1"]),
        ({"@type": "CreativeWork", "author": ["B", {"name": "C"}], "sameAs": "https://a.example/1"}, "B, C", None),
        ({"@type": "Claim", "url": {"@id": "https://a.example/1"}}, None, ["https://a.example/1"]),
        ({"appearance": {"@list": ["https://a.example/1", {"url": "HTTPS://a.example/2"}]}}, None, None),
        ({"author": {"name": {"@value": "B", "@language": "en"}}}, "B", []),
        ("some words", None, []),
    ],
)
def test_what_is_reviewed_has_many_forms(item: object, speaker: str | None, urls: list[str] | None) -> None:
    made = imported(changed(itemReviewed=item))
    (statement,) = made.statements
    assert statement["speaker"] == (speaker or "TODO: who says it")
    assert statement["summary"] == "Every village has fibre."
    found = [source["url"] for source in made.sources if source["url"] != REVIEW["url"]]
    assert found == urls if urls is not None else found[0] == "https://a.example/1"
    assert ("note" in statement) == (not found)


def test_a_claim_of_which_nothing_else_is_known_has_a_source_to_be_written() -> None:
    made = imported({"@type": "Claim", "text": "A."})
    note = "TODO: what it says of the claim"
    assert made.statements[0]["evidence"] == [{"source": "source", "stance": "context", "note": note}]
    assert made.statements[0]["note"] == "TODO: where it was said, which the file does not say"
    assert made.sources[0]["title"] == "TODO: title as published"


def test_of_sources_that_are_not_named_none_is_taken_for_another() -> None:
    reviews = [{"textualRating": "False"}, {"textualRating": "False"}, {"textualRating": "No", "publisher": "P"}]
    claims = [{"text": f"Claim {n}", "claimant": n, "claimReview": reviews} for n in ("A", "B")]
    made = imported({"claims": [*claims, {"text": "C."}, {"text": "D."}]})
    named = [entry["source"] for statement in made.statements for entry in statement["evidence"]]
    assert named == ["source", "source-2", "p", "source-3", "source-4", "p-2", "source-5", "source-6"]
    assert [source["id"] for source in made.sources] == named
    works = [{"@type": "NewsArticle", "headline": "Fibre"}, {"@type": "NewsArticle", "headline": "Fibre"}]
    made = imported([changed(itemReviewed=work, claimReviewed=f"{n}.") for n, work in enumerate(works)])
    assert [source["id"] for source in made.sources] == ["fibre", "steppe-checks-2025-03-14", "fibre-2"]


def test_the_same_words_of_one_speaker_are_one_statement_whatever_their_date() -> None:
    def review(words: str, **keys: str) -> dict[str, Any]:
        return changed(
            claimReviewed=words,
            url=f"https://checks.example/{len(keys)}",
            itemReviewed={"@type": "Claim", "author": {"name": "A", "jobTitle": keys.get("role")}, **keys},
        )

    made = imported(
        [
            review("Prices fell by 5% in 2024."),
            review("prices fell  by 5 % in 2024", datePublished="2025-01-01"),
            review("Prices fell by 5% in 2024.", datePublished="2024-06", role="mayor"),
            review("Prices fell by 5% in 2024.", datePublished="2024-06", role="minister", name="x"),
        ]
    )
    (statement,) = made.statements
    assert (statement["summary"], statement["period"]) == ("Prices fell by 5% in 2024.", "2025-01-01")
    assert len(statement["evidence"]) == 4
    assert statement["note"].endswith(
        "; when it was said: 2025-01-01 or 2024-06; in which role it was said: mayor or minister"
    )
    assert "other spelling of a claim (1)" in made.messages[1]
    assert len(imported([review("Prices fell by 5.5%."), review("Prices fell by 55%.")]).statements) == 2


def test_characters_that_nobody_sees_are_left_out_and_counted() -> None:
    made = imported(
        changed(
            claimReviewed="A\u202eB \u0000C\u001b[31m",
            author={"name": "P\u200bQ"},
            url="https://checks.example/\u0007a",
            reviewRating={"alternateName": "\u2066False\u2069"},
        )
    )
    (statement,) = made.statements
    assert statement["summary"] == "AB C[31m"
    assert statement["id"] == "a-minister-ab-c-31m-2025"
    assert statement["evidence"][1]["note"].startswith('The review rates the claim "False"')
    assert (made.sources[1]["publisher"], made.sources[1]["url"]) == ("PQ", "https://checks.example/a")
    assert made.messages[1:] == ["not imported: control or invisible character (7)"]
    assert imported([REVIEW, {"@type": "Claim", "text": "\u202e"}]).messages[-1] == "claim 1 has no text"


def test_other_words_for_a_claim_are_counted() -> None:
    made = imported(changed(itemReviewed={"@type": "Claim", "text": "Fibre for every village."}))
    assert made.statements[0]["summary"] == "Every village has fibre."
    assert "other words for a claim (1)" in made.messages[1]


def test_a_claim_of_an_answer_without_a_text_is_named() -> None:
    made = imported({"claims": [{"text": ""}, {"text": "A.", "claimReview": [{"publisher": "P"}]}]})
    assert (made.code, made.messages[-1]) == (1, "claim 1 has no text")
    assert made.sources[0]["publisher"] == "P"


def test_of_many_problems_the_first_are_named_and_the_rest_counted() -> None:
    made = imported([REVIEW, *range(150)])
    assert len(made.messages) == 102
    assert made.messages[-1] == "and 50 more problems"


def test_reviews_of_one_claim_are_evidence_of_one_statement_and_ids_are_unique() -> None:
    other = changed(url="https://other.example/", author={"name": "Others"})
    again = changed(claimReviewed="Every village has fibre, too.")
    made = imported([REVIEW, REVIEW, other, again])
    assert [len(statement["evidence"]) for statement in made.statements] == [3, 2]
    ids = [record["id"] for record in (*made.statements, *made.sources)]
    assert len(set(ids)) == len(ids)


def test_sources_and_claims_that_the_base_has_are_not_written_again(tmp_path: Path) -> None:
    base = tmp_path / "mine.toml"
    head = '[base]\nid = "m"\ntitle = "M"\nas_of = "2025"\nlicence = "CC0"\n\n'
    base.write_text(head + imported(REVIEW).toml, "utf-8")
    made = imported([REVIEW, changed(claimReviewed="More.", url="http://www.checks.example/fibre/")], "--facts", base)
    assert [statement["summary"] for statement in made.statements] == ["More."]
    assert made.sources == []
    assert "1 claim left out, because the base has it" in made.messages


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"datePublished": "14 March 2025"}, 'review 1: datePublished "14 March 2025" is not a date by ISO 8601'),
        ({"datePublished": "2025-02-30"}, 'review 1: datePublished "2025-02-30" is not a date by ISO 8601'),
        ({"url": "ftp://x.example"}, 'review 1: url "ftp://x.example" is not an http or https address'),
        ({"url": "https:///a b"}, 'review 1: url "https:///a b" is not an http or https address'),
        ({"url": "https://x.example/" + "я" * 400}, 'review 1: url "https://x.example/яяя'),
        ({"inLanguage": "xx-bad"}, 'review 1: inLanguage "xx-bad" is not a known language tag'),
        ({"inLanguage": "english"}, 'review 1: inLanguage "english" is not a known language tag'),
        ({"inLanguage": "en-" + "a-" * 40 + "b"}, 'review 1: inLanguage "en-a-a'),
        ({"url": "https://x.example/" + "a" * 3000}, 'review 1: url "https://x.example/aaa'),
    ],
)
def test_a_value_that_cannot_be_read_is_named_and_the_rest_is_written(keys: dict[str, object], message: str) -> None:
    made = imported(changed(**keys))
    assert made.code == 1
    assert len(made.statements) == 1
    assert made.messages[-1].startswith(message)


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ([REVIEW, 3, "x"], ["entry 2 of the file is not an object", "entry 3 of the file is not an object"]),
        ({"@graph": [REVIEW, None]}, ["entry 2 of @graph is not an object"]),
        ({"dataFeedElement": ["x", REVIEW]}, ["entry 1 of dataFeedElement is not an object"]),
        ([REVIEW, {"@type": "ClaimReview"}], ["review 2 has no claim"]),
        ([REVIEW, {"@type": "Claim"}], ["claim 1 has no text"]),
        (
            page(script(REVIEW), "<script type='application/ld+json'>x</script>"),
            ["the script at line 3 cannot be read: not JSON: expecting value, line 3"],
        ),
        (
            page(script(REVIEW), "\n<script type='application/ld+json'>\n//<![CDATA[\n{\n\nx}//]]></script>"),
            [f"the script at line 4 cannot be read: not JSON: {NO_KEY}, line 8"],
        ),
        (json.dumps(REVIEW)[:-1] + ', "url": "https://x.example"}', ['an object has the key "url" twice']),
    ],
)
def test_a_part_that_cannot_be_read_is_named_and_the_rest_is_written(content: object, messages: list[str]) -> None:
    made = imported(content)
    assert made.code == 1
    assert len(made.statements) == 1
    assert made.messages[-len(messages) :] == messages


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://b.example/1?x=<y>", "https://b.example/1?x=%3Cy%3E"),
        ("HTTPS://b.example/a b", "https://b.example/a%20b"),
        ("https://b.example/новости", "https://b.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        ("https://b.example/%20a", "https://b.example/%20a"),
    ],
)
def test_what_an_address_may_not_hold_is_percent_encoded(address: str, written: str) -> None:
    made = imported(changed(url=address))
    assert (made.sources[1]["url"], made.code) == (written, 0)


@pytest.mark.parametrize(
    ("value", "tag"),
    [("ru", "ru"), ("EN_us", "en-us"), ("zh-Hant", "zh-Hant"), ("ckb", "ckb"), ({"alternateName": "ky"}, "ky")],
)
def test_the_tag_of_a_known_language_is_taken_over(value: object, tag: str) -> None:
    made = imported(changed(inLanguage=value))
    assert (made.sources[1]["language"], made.code) == (tag, 0)


def test_a_title_longer_than_the_format_allows_is_cut_and_counted() -> None:
    made = imported(changed(name="t" * 1001))
    assert made.sources[1]["title"] == "t" * 1000
    assert made.messages[1:] == ["1 title cut after 1,000 characters"]


def test_what_is_not_taken_over_is_counted() -> None:
    made = imported([changed(image="x", sdPublisher=3), {"@type": "WebPage"}, {"@type": "WebPage"}])
    assert made.messages[1:] == ['not imported: object of the type WebPage (2), key "image" (1), key "sdPublisher" (1)']
    assert made.code == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{}", "contains no ClaimReview and no Claim"),
        ("", "contains no claims: it is not JSON"),
        ("[[" * 50_000, "nested too deeply"),
        ('{"a": NaN}', "NaN is not a number"),
        ("@article{x,\n}", "it is a BibTeX file; `sco import sources - ` reads it".replace("- `", "-`")),
        ("3", "the file is not an object"),
        (page(), "contains no ClaimReview"),
        (b"%PDF-1.7", "is not a text file but a PDF document"),
        (b"SQLite format 3\0", "is not a text file but a database (SQLite)"),
    ],
)
def test_a_file_without_claims_is_refused(content: str | bytes, reason: str) -> None:
    result = run_sco("import", "claims", "-", stdin=content)
    assert (result.code, result.out) == (2, "")
    assert reason in result.err


def test_a_missing_file_and_an_empty_name_are_named(tmp_path: Path) -> None:
    assert run_sco("import", "claims", tmp_path / "none.json").code == 3
    assert run_sco("import", "claims", "") == (3, "", 'sco: "" cannot be read: the file name is empty\n')


def test_an_encoding_can_be_given() -> None:
    content = json.dumps(changed(claimReviewed="Всё."), ensure_ascii=False).encode("cp1251")
    assert imported(content, "--encoding", "cp1251").statements[0]["summary"] == "Всё."
    for name in ("ascii", "nonsense", "hex", "\0"):
        assert run_sco("import", "claims", "-", "--encoding", name, stdin=content).code == 2


def test_hostile_values_are_text() -> None:
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    made = imported(
        '{"@type":"ClaimReview","claimReviewed":"\\ud800 \\u0000\\u202e]]\\"\\"\\"","author":{"name":"\\udc00"},'
        f'"reviewRating":{{"ratingValue":{"9" * 5000}}},"itemReviewed":{json.dumps(deep)}}}'
    )
    (statement,) = made.statements
    assert statement["summary"] == '\ufffd ]]"""'
    assert "9" * 5000 in statement["evidence"][0]["note"]
    assert made.sources[0]["publisher"] == "\ufffd"


def test_a_claim_of_ten_thousand_letters_is_kept() -> None:
    text = " ".join(["word"] * 2000)
    (statement,) = imported(changed(claimReviewed=text)).statements
    assert statement["summary"] == text
    assert len(statement["id"]) <= 100


@pytest.mark.parametrize(
    "content",
    [
        page("<script " * 30_000),
        page('<script type="application/ld+json">' * 20_000),
        page("<!--" * 100_000),
        page("<script" + " " * 400_000),
        page("<script type" + " = " * 100_000),
        page("<script a='" * 30_000),
        json.dumps([changed(claimReviewed="same", url=None, name=f"n{number}") for number in range(1500)]),
        json.dumps([changed(claimReviewed=f"{number} а") for number in range(1500)]),
        json.dumps([changed(url="x" * 300) for _ in range(1500)]),
    ],
)
def test_the_time_is_in_proportion_to_the_file(content: str) -> None:
    start = time.process_time()
    assert run_sco("import", "claims", "-", stdin=content).code in (0, 1, 2)
    assert time.process_time() - start < 4


def test_the_output_is_the_same_each_time() -> None:
    assert imported([REVIEW, changed(name="x")]) == imported([REVIEW, changed(name="x")])
