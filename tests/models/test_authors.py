"""Authors of sources: persons by family name, bodies by name."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sco_cli.models.entities import Author, Source


@pytest.mark.parametrize("names", [{}, {"given": "Na"}, {"family": "Li", "name": "World Bank"}])
def test_an_author_has_either_a_family_name_or_the_name_of_a_body(names: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match=r'either "family" \(a person\) or "name" \(a body\)'):
        Author.model_validate(names)


@pytest.mark.parametrize("part", ["given", "particle", "suffix"])
def test_a_body_has_no_parts_of_the_name_of_a_person(part: str) -> None:
    with pytest.raises(ValidationError, match="are for a person"):
        Author.model_validate({"name": "World Bank", part: "x"})


@pytest.mark.parametrize("published", [2019, True])
def test_a_date_of_publication_that_is_no_text_is_rejected(published: object) -> None:
    source = {"id": "s", "title": "T", "publisher": "P", "kind": "news", "published": published}
    with pytest.raises(ValidationError, match="published"):
        Source.model_validate(source)
