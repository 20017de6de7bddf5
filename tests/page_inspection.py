"""What every page must be: valid HTML that says its name, labels its fields and obeys its own policy."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

import html5lib
from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse

SUFFIX = " – FQA Forms"
DEMO_WORDS = "everything here is fictional"
NOT_FOR_TYPING = {"hidden", "submit", "button"}
GREETING = "Good to see you"  # the start page greets in its h1 and is called "Start" in its title
_CHANGING = re.compile(r'(name="(?:csrf_token|window|revision)" value|nonce)="[^"]*"')


def soup_of(response: TestResponse) -> BeautifulSoup:
    """A page to search in."""
    return BeautifulSoup(response.text, "html.parser")


def inspect(text: str, where: str, *, demo: bool = True) -> None:
    """Fail with everything that is wrong with a page."""
    faults = _faults(_CHANGING.sub(r'\1="x"', text), demo)
    assert not faults, f"{where}: " + "; ".join(faults)


@lru_cache(maxsize=512)
def _faults(text: str, demo: bool) -> list[str]:
    soup = BeautifulSoup(text, "html.parser")
    faults = [fault for check in CHECKS for fault in check(soup)]
    if demo and DEMO_WORDS not in text:
        faults.append("the banner of the demonstration is missing")
    return [*_parse_errors(text), *faults]


def _parse_errors(text: str) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return [f"HTML: {code} at {position} {data}" for position, code, data in parser.errors]


def _headings(soup: BeautifulSoup) -> Iterator[str]:
    headings = [heading.get_text(" ", strip=True) for heading in soup.find_all("h1")]
    title = soup.title.get_text() if soup.title else ""
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    if not title.endswith(SUFFIX) or title == SUFFIX:
        yield f"title {title!r} does not end in {SUFFIX!r}"
    name = title.removesuffix(SUFFIX).removeprefix("Error: ")
    if headings and not headings[0].startswith((GREETING, name.split(" ")[0].rstrip(":,"))):
        yield f"title {title!r} does not name what the h1 {headings[0]!r} does"
    if bool(soup.select_one(".govuk-error-summary")) != title.startswith("Error: "):
        yield "'Error: ' in the title and the error summary go together"


def _ids(soup: BeautifulSoup) -> Iterator[str]:
    ids = Counter(tag["id"] for tag in soup.find_all(id=True))
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1)
    for attribute in ("aria-describedby", "aria-labelledby", "aria-controls"):
        for tag in soup.find_all(attrs={attribute: True}):
            yield from (f"{attribute}={each!r} leads nowhere" for each in tag[attribute].split() if each not in ids)
    for label in soup.find_all("label", attrs={"for": True}):
        if label["for"] not in ids:
            yield f"label for {label['for']!r} has no field"
    for link in soup.find_all("a", href=re.compile("^#.")):
        if link["href"][1:] not in ids:
            yield f"link {link['href']!r} leads nowhere"


def _labels(soup: BeautifulSoup) -> Iterator[str]:
    labelled = {label["for"] for label in soup.find_all("label", attrs={"for": True})}
    for field in soup.find_all(["input", "select", "textarea"]):
        named = field.get("aria-label") or field.get("aria-labelledby") or field.find_parent("label")
        if field.get("type") not in NOT_FOR_TYPING and not named and field.get("id") not in labelled:
            yield f"field {field.get('name')!r} has no label"
    for image in soup.find_all("img"):
        if not image.has_attr("alt"):
            yield f"image {image.get('src')!r} has no alt"
    for control in soup.find_all(["a", "button"]):
        if not control.get_text(strip=True) and not control.get("aria-label"):
            yield f"{control.name} without words"


def _policy(soup: BeautifulSoup) -> Iterator[str]:
    for script in soup.find_all("script"):
        if not script.get("nonce") and script.get("type") != "application/json":
            yield "script without nonce"
    for tag in soup.find_all(True):
        if tag.name == "style" or tag.has_attr("style"):
            yield f"inline style at {tag.name}"
        yield from (f"inline handler {name}" for name in tag.attrs if name.startswith("on"))


def _forms(soup: BeautifulSoup) -> Iterator[str]:
    for form in soup.find_all("form"):
        posts = str(form.get("method", "get")).lower() == "post"
        if posts != bool(form.find("input", attrs={"name": "csrf_token"})):
            yield f"form to {form.get('action')!r}: a form that posts carries csrf_token, others do not"


def _lists(soup: BeautifulSoup) -> Iterator[str]:
    for table in soup.find_all("table"):
        if not table.find("caption"):
            yield "table without caption"
        yield from (f"{cell.name} without scope" for cell in table.find_all("th") if not _has_scope(cell))


def _has_scope(cell: Tag) -> bool:
    return cell.get("scope") in ("col", "row", "colgroup", "rowgroup")


CHECKS: tuple[Callable[[BeautifulSoup], Iterator[str]], ...] = (_headings, _ids, _labels, _policy, _forms, _lists)
