"""Words that harm whoever repeats them carelessly (catalogue 30 to 32), and fields full of them."""

from typing import Any

from app.forms.conditions import Answer
from app.forms.pages import Form
from app.forms.questions import Text
from tests.contact.conftest import DAY

MARKUP = (
    "<script>document.title = 'ran'</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</td></tr></table></style></title></textarea><b>bold</b>",
    "<!-- not a comment --> <![CDATA[ ]]> &lt;b&gt; &amp;",
    "<link rel=attachment href=file:///etc/hostname><style>@import 'https://elsewhere.example/a.css'</style>",
    "javascript:alert(1) https://elsewhere.example/ mailto:somebody@elsewhere.example",
)
"""30: script, and markup that would break out of where it is put."""
TEMPLATES = (
    "{{ 7 * 191 }} {% raise %} {# gone #} ${7 * 191} #{7 * 191} <%= 7 * 191 %>",
    "{child} {0} {reference.__class__} %(name)s %s",
    "=1+1337 +1337 -1337 @SUM(A1) \t=1337",
)
"""30: what a template, a sentence with placeholders or a spreadsheet would compute."""
LINES = ("Ana\r\nBcc: somebody@elsewhere.example\r\n\r\nand a body", "Ana\rX-Header: 1", "Ana\nNowak")
"""31: ends of lines where a name or an address is expected."""
CHARACTERS = (
    "nul \x00 bell \x07 escape \x1b[31m delete \x7f next \x85",
    "lone \ud800 and \udfff surrogates",
    "right \u202eto left\u202c and \u200bno width\u200d and \ufeffmark",
    "e\u0301 and é, Å and Å, ﬁ and fi",
    "noncharacters \ufffe \U0010ffff",
    "W" * 300,
    "../../../etc/passwd %2e%2e%2f ..\\..\\",
)
"""32: characters that mean something else, nothing, or two things at once."""
EVERYTHING = (*MARKUP, *TEMPLATES, *LINES, *CHARACTERS)


def cleaned(question: Text, raw: str) -> Answer:
    """What is kept of words that were typed."""
    return question.read({"field": [raw]}, "field", DAY).value


def everywhere(form: Form, words: str) -> dict[str, Any]:
    """An answer to every question that is answered in words: these ones, as they are kept."""
    asked = [question for page, _ in form.pages() for question in page.questions]
    return {one.id: cleaned(one, words) for one in asked if isinstance(one, Text)}
