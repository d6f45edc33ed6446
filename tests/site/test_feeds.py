"""The map of a site and its feed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from sco_cli.site.feeds import ATOM, SITEMAP, FeedEntry, atom_feed, sitemap

URL = "https://facts.example/sco/"


def test_the_map_has_the_address_of_each_page() -> None:
    root = ET.fromstring(sitemap(URL, ["index.html", "country/KZ.html?a&b"]))  # noqa: S314  # made here
    assert [place.text for place in root.iter(f"{{{SITEMAP}}}loc")] == [
        f"{URL}index.html",
        f"{URL}country/KZ.html?a&b",
    ]


def test_the_feed_is_as_new_as_its_newest_entry_and_its_titles_are_text() -> None:
    entries = [
        FeedEntry("Roads </title> & \x07rails", "source/a.html", "2025-03-01"),
        FeedEntry("B", "b.html", "2024-01-02"),
    ]
    root = ET.fromstring(atom_feed(URL, "feed.xml", "Steppe", "2020-01-01", entries))  # noqa: S314  # made here
    assert root.findtext(f"{{{ATOM}}}updated") == "2025-03-01T00:00:00Z"
    titles = [title.text for title in root.iter(f"{{{ATOM}}}title")]
    assert titles[0] == "Steppe" and titles[1] is not None and titles[1].startswith("Roads </title> & ")
    assert [link.get("href") for link in root.iter(f"{{{ATOM}}}link")][2:] == [f"{URL}source/a.html", f"{URL}b.html"]


def test_a_feed_without_entries_is_as_new_as_the_base() -> None:
    assert "<updated>2020-01-01T00:00:00Z</updated>" in atom_feed(URL, "feed.xml", "Steppe", "2020-01-01", [])
