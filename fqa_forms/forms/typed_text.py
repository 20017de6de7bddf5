"""What a browser sends, made safe to keep: nothing a person typed is lost."""

import re

# Characters no keyboard types and no database of ours keeps; tab, line feed stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text with line ends as line feeds, control characters gone and half characters marked."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))
