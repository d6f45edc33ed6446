"""Reads the claims of a file: JSON-LD, or answers of Google's fact-check search.

The format of the answers: https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims .
"""

from __future__ import annotations

from collections.abc import Iterable

from sco_cli.imports.claim_values import Values
from sco_cli.imports.linked_claims import LinkedClaims
from sco_cli.imports.linked_json import JsonObject, as_list
from sco_cli.imports.reviewed_claims import Claim, ClaimFile, Review, Work


def read_claims(values: Iterable[object], problems: Iterable[str] = ()) -> ClaimFile:
    """The claims in JSON values."""
    file = ClaimFile(problems=list(problems))
    for value in values:
        if isinstance(value, dict) and ("claims" in value or "nextPageToken" in value) and "@context" not in value:
            _read_answer(file, value)
        else:
            LinkedClaims(file).read(value)
    return file


def _read_answer(file: ClaimFile, answer: JsonObject) -> None:
    """Add the claims of an answer."""
    for number, entry in enumerate(as_list(answer.get("claims")), start=1):
        place = f"claim {number}"
        if not isinstance(entry, dict):
            file.problems.append(f"{place} is not an object")
            continue
        values = Values(file, entry, place)
        text = values.text("text")
        if not text:
            file.problems.append(f"{place} has no text")
            continue
        claim = Claim(text, values.text("claimant"), date=values.date("claimDate"))
        reviews = []
        for index, item in enumerate(as_list(entry.get("claimReview")), start=1):
            if not isinstance(item, dict):
                file.problems.append(f"{place}, review {index} is not an object")
                continue
            review = Values(file, item, f"{place}, review {index}")
            publisher = item.get("publisher")
            site = Values(file, publisher if isinstance(publisher, dict) else {}, place)
            work = Work(
                review.url("url"),
                review.text("title"),
                site.text("name") or site.text("site") or (file.plain(publisher) if isinstance(publisher, str) else ""),
                review.date("reviewDate"),
                review.language("languageCode"),
            )
            reviews.append(Review(file.told_apart(work), review.text("textualRating")))
            review.count_others({"url", "title", "publisher", "reviewDate", "languageCode", "textualRating"})
        values.count_others({"text", "claimant", "claimDate", "claimReview"})
        file.add(claim, reviews)
    if answer.get("nextPageToken"):
        file.left_out["further page of the answer"] += 1
