"""The page on which files are added: in every form its address ends with `files`, for they come in their own way."""

from app.forms.conditions import Has
from app.forms.insets import Inset
from app.forms.kinds.attached import Files
from app.forms.pages import Page

WHAT = "You can add up to 5 files, each smaller than 10 MB: PDF, Word (DOCX), JPEG, PNG, HEIC or plain text (TXT)."
DETAILS_GO = (
    "We take hidden details out of a file before we keep it: where a photo was taken, say, or who wrote a page. "
    "What it shows stays as it is. See that it shows nothing that you do not want to tell."
)

NOT_COPIED = (
    "Do not copy, send or add a picture of anybody under 18 that is nude or sexual. Do not ask to see it. That can "
    "be a crime, whatever the reason. Write down what you were told of it, who has it and where. "
    "Leave the device as it is, and ask the police or us what to do with it."
)
NOT_ADDED = (
    "Do not copy, send or add a picture that is sexual, or that shows anybody under 18 with no clothes on. "
    "Tell us about it in words, and ask us or the police what to do with it."
)
PLACE_GOES = (
    "A photo can hold the place where it was taken, though you cannot see that. We take it out. "
    "Look at what the photo shows: is there something that you do not want to tell us?"
)
TAKEN_DOWN = (
    "Please do not add a picture that is sexual, or that shows anybody under 18 with no clothes on. "
    "Just tell us about it in words. You will not be in trouble for telling us. "
    "If such a picture of you is online, ‘Report Remove’ can help to take it down. It is free. "
    "Childline runs it with the Internet Watch Foundation. To ask how, call Childline on {childline}."
)

WORK_FILES = Page(
    slug="files",
    title="Do you want to add files? (optional)",
    lede=WHAT,
    insets=(Inset(text=NOT_COPIED),),
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
    insets=(Inset(text=DETAILS_GO), Inset(text=NOT_ADDED)),
    questions=(Files(id="files", label="Files", hint="For example, a photo, a letter or a screenshot."),),
)
YOUNG_FILES = OWN_FILES.model_copy(
    update={
        "title": "Do you want to add photos or files? (optional)",
        "lede": "You can add up to 5. If one does not work, tell us about it in words.",
        "insets": (Inset(text=PLACE_GOES), Inset(text=TAKEN_DOWN)),
    }
)
TICKED_FILES = OWN_FILES.model_copy(update={"when": Has("more", "files")})
