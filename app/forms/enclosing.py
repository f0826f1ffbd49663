"""The page on which files are added: in every form its address ends with `files`, for they come in their own way."""

from app.forms.attached import Files
from app.forms.conditions import Has
from app.forms.pages import Inset, Page

WHAT = "You can add up to 5 files, each smaller than 10 MB: PDF, Word (DOCX), JPEG, PNG, HEIC or plain text (TXT)."
DETAILS_GO = (
    "We take hidden details out of a file before the hub gets it: where a photo was taken, say, or who wrote a page. "
    "What it shows stays as it is. See that it shows nothing that you do not want to tell."
)

WORK_FILES = Page(
    slug="files",
    title="Do you want to add files? (optional)",
    lede=WHAT,
    questions=(
        Files(
            id="files",
            label="Files",
            hint="For example, a chronology, a body map, a photo or an Early Help Assessment.",
            may_keep_details=True,
        ),
    ),
)
OWN_FILES = Page(
    slug="files",
    title="Do you want to add files? (optional)",
    lede=WHAT,
    insets=(Inset(text=DETAILS_GO),),
    questions=(Files(id="files", label="Files", hint="For example, a photo, a letter or a screenshot."),),
)
TICKED_FILES = OWN_FILES.model_copy(update={"when": Has("more", "files")})
