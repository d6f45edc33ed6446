"""What a page says to machines: JSON-LD in the vocabulary of https://schema.org ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sco_cli.models import period_edtf
from sco_cli.models.factbase import is_fact
from sco_cli.queries.titles import record_title
from sco_cli.site.addresses import address
from sco_cli.site.page import Site

if TYPE_CHECKING:
    from sco_cli.models.entities import Source
    from sco_cli.models.facts import AnyRecord, Fact
    from sco_cli.models.json_values import JsonRecord

CONTEXT = "https://schema.org"

SOURCE_TYPES = {
    "news": "NewsArticle",
    "research": "ScholarlyArticle",
    "statistics": "Dataset",
    "official": "Report",
    "company": "CreativeWork",
}
"""The type of a source by its kind."""

PLACE_TYPES = {"city": "City", "zone": "Place", "region": "AdministrativeArea", "bloc": "Organization"}

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
"""The addresses of licences that bases use."""


def licence_address(licence: str | None) -> str | None:
    """The address of a licence, if it is a known one."""
    return LICENCES.get(licence or "")


def base_data(site: Site) -> JsonRecord:
    """The whole base as a data set."""
    info = site.base.info
    return _without_none(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "@id": site.url or None,
            "url": site.url or None,
            "identifier": info.id,
            "name": info.title,
            "description": f"{len(site.base.facts)} claims with their sources, wordings and standing: {info.title}.",
            "dateModified": _date(info.as_of),
            "license": licence_address(info.licence) or info.licence,
        }
    )


def record_data(site: Site, record: AnyRecord) -> JsonRecord:
    """A record: a claim, a work, a data set, a place or an organization."""
    data = {"@context": CONTEXT} | _typed(site, record)
    if site.url:
        data |= {"@id": site.url + address(record)}
    return _without_none(data | {"identifier": record.id, "isPartOf": _part_of(site, record)})


def _part_of(site: Site, record: AnyRecord) -> JsonRecord | None:
    is_work = is_fact(record) or record.kind in ("metric", "series")
    return (
        _without_none({"@type": "Dataset", "@id": site.url or None, "name": site.base.info.title}) if is_work else None
    )


def _typed(site: Site, record: Any) -> JsonRecord:
    """The type of a record with what is said of such a one."""
    base = site.base
    names = {"name": record_title(base, record), "alternateName": list(getattr(record, "aliases", ())) or None}
    if is_fact(record):
        return _claim(site, record)
    if record.kind == "source":
        return _work(record)
    if record.kind == "metric":
        measured = {"@type": "PropertyValue", "name": record.name, "unitText": record.unit}
        return {
            "@type": "Dataset",
            **names,
            "description": f"{record.name}: {record.definition}.",
            "variableMeasured": _without_none(measured),
            "license": licence_address(base.info.licence) or base.info.licence,
        }
    if record.kind == "series":
        years = sorted(record.points)
        return {
            "@type": "Dataset",
            **names,
            "description": f"{names['name']}, {years[0]} to {years[-1]}: {base.metric(record.metric).definition}.",
            "temporalCoverage": f"{years[0]}/{years[-1]}",
            "spatialCoverage": _country(base.country(record.country).name, record.country),
            "isBasedOn": _work(base.source(record.source)),
        }
    if record.kind == "country":
        return {"@type": "Country", **names}
    if record.kind == "place":
        return {"@type": PLACE_TYPES[record.place_kind], **names}
    return {"@type": "DefinedTerm" if record.kind == "area" else "Organization", **names}


def _claim(site: Site, fact: Fact) -> JsonRecord:
    """A claim with the works in which it appears, and with those that bear on it."""
    base = site.base
    stating = [base.source(evidence.source) for evidence in fact.evidence if evidence.stance == "states"]
    others = [base.source(evidence.source) for evidence in fact.evidence if evidence.stance != "states"]
    speaker = getattr(fact, "speaker", None)
    credited = speaker or fact.attribution
    publishers = [{"@type": "Organization", "name": source.publisher} for source in stating]
    return {
        "@type": "Claim",
        "name": record_title(base, fact),
        "description": getattr(fact, "summary", None),
        "author": {"@type": "Person" if speaker else "Organization", "name": credited}
        if credited
        else publishers or None,
        "appearance": [_work(source) for source in stating] or None,
        "citation": [_work(source) for source in others] or None,
        "temporalCoverage": fact.period,
        "about": [_country(base.country(code).name, code) for code in fact.countries] or None,
        "license": licence_address(base.info.licence) or base.info.licence,
    }


def _work(source: Source) -> JsonRecord:
    """A source as a work."""
    kind = SOURCE_TYPES[source.source_kind]
    return _without_none(
        {
            "@type": kind,
            "headline" if kind.endswith("Article") else "name": source.title,
            "description": source.title if kind == "Dataset" else None,
            "publisher": {"@type": "Organization", "name": source.publisher},
            "datePublished": _date(source.published),
            "inLanguage": source.language,
            "license": licence_address(source.licence),
            "url": source.url,
        }
    )


def _country(name: str, code: str) -> JsonRecord:
    return {"@type": "Country", "name": name, "identifier": code}


def _date(text: str | None) -> str | None:
    """A date or, of an interval, its end; None for what schema.org cannot say: open, about, uncertain, a season."""
    end = period_edtf.parse(text).end if text else None
    if end is None or not end.numbers or end.part or end.is_about or end.is_uncertain:
        return None
    year, *rest = end.numbers
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest)])


def _without_none(data: JsonRecord) -> JsonRecord:
    return {key: value for key, value in data.items() if value is not None}
