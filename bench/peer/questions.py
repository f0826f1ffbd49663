"""The twelve pages of an equal journey, asked as Django's forms with GOV.UK's components."""

from collections.abc import Iterable

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Field, Layout, Size
from django import forms

YES_NO = (("yes", "Yes"), ("no", "No"))


def radios(label: str, options: Iterable[tuple[str, str]], hint: str = "", **more: object) -> forms.Field:
    """One of several answers."""
    choices = [Choice(value, text) for value, text in options]
    return forms.ChoiceField(label=label, help_text=hint, choices=choices, widget=forms.RadioSelect, **more)


def boxes(label: str, options: Iterable[tuple[str, str]], hint: str = "") -> forms.Field:
    """Any number of several answers."""
    choices = [Choice(value, text) for value, text in options]
    return forms.MultipleChoiceField(
        label=label, help_text=hint, choices=choices, widget=forms.CheckboxSelectMultiple, required=False
    )


def line(label: str, hint: str = "", **more: object) -> forms.Field:
    """A line of text."""
    return forms.CharField(label=label, help_text=hint, max_length=20_000, required=False, **more)


def lines(label: str, hint: str = "", *, required: bool = False) -> forms.Field:
    """Several lines of text."""
    return forms.CharField(
        label=label, help_text=hint, max_length=20_000, required=required, widget=forms.Textarea
    )


def page(title: str, **fields: forms.Field) -> type[forms.Form]:
    """A form with these fields and a button."""

    class Page(forms.Form):
        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)
            self.helper = FormHelper()
            self.helper.form_tag = False
            self.helper.layout = Layout(*map(_shown, self.fields.items()), Button("submit", "Continue"))

    return type("Page", (Page,), {**fields, "heading": title})


def _shown(named: tuple[str, forms.Field]) -> Field:
    name, field = named
    match field.widget:
        case forms.RadioSelect():
            return Field.radios(name, legend_size=Size.SMALL)
        case forms.CheckboxSelectMultiple():
            return Field.checkboxes(name, legend_size=Size.SMALL)
        case forms.Textarea():
            return Field.textarea(name, label_size=Size.SMALL, rows=3)
        case forms.TextInput():
            return Field.text(name, label_size=Size.SMALL)
        case _:
            return Field(name)


PAGES = {
    "danger": page(
        "Is a child in immediate danger?",
        danger=radios("Is a child in immediate danger?", YES_NO, "For example, somebody hurts a child now."),
    ),
    "urgent": page(
        "Does somebody need to act today?",
        urgent_today=radios("Does somebody need to act today?", YES_NO, "A child has been badly hurt."),
    ),
    "worry": page(
        "What worries you?", worry=lines("What worries you?", "Leave out your name.", required=True)
    ),
    "child": page(
        "What do you know about the child?",
        first_name=line("First name"),
        first_name_unknown=boxes("", [("yes", "I do not know")]),
        last_name=line("Last name"),
        last_name_unknown=boxes("", [("yes", "I do not know")]),
        birth=radios(
            "How old is the child?",
            [
                ("date-of-birth", "I know the date of birth"),
                ("estimated-age", "I can only guess the age"),
                ("unborn", "Not born yet"),
                ("not-known", "I do not know"),
            ],
            required=False,
        ),
        date_of_birth=DateInputField(
            label="Date of birth", help_text="For example, 27 3 2015", required=False
        ),
        estimated_age=forms.IntegerField(
            label="About how old, in years?",
            min_value=0,
            max_value=120,
            required=False,
            widget=forms.TextInput,
        ),
        expected_date=DateInputField(label="When is the baby due?", required=False),
    ),
    "children": page("The children", another_child=radios("Is there another child?", YES_NO, required=False)),
    "find-the-child": page(
        "What could help us find the child?",
        find_address=lines("Home address, or the street and the house"),
        find_school=line("School, nursery or club"),
        find_place=lines("Where the child is now, or where and when you saw them"),
        find_vehicle=line("Car or other vehicle"),
        find_online=line("Name they use online, and where"),
        kept_address=lines("An address, school or number that must be kept secret"),
    ),
    "about-you": page(
        "Do you want to stay unknown?",
        anonymity=radios(
            "What may we know about you?",
            [
                ("anonymous", "Nothing: I want to stay anonymous"),
                ("keep-from-family", "My name, but do not tell the family"),
                ("named", "My name"),
            ],
            required=False,
        ),
    ),
    "your-name": page(
        "Who are you?",
        your_name=line("Your name"),
        ways=boxes(
            "Is there a safe way to reach you?",
            [("phone", "Phone call"), ("text", "Text message"), ("email", "Email"), ("post", "Letter")],
        ),
        interpreter_language=line("If you need an interpreter or a signer, which language?"),
    ),
    "phone": page(
        "When is it safe to ring you?",
        your_phone=line("Telephone number"),
        phone_times=line("When is it safe to ring?"),
        phone_say_who=radios("If somebody else answers, may we say who we are?", YES_NO, required=False),
        phone_message=radios("May we leave a message?", YES_NO, required=False),
    ),
    "how-you-know-them": page(
        "How do you know the child?",
        writer=radios(
            "Who are you to the child?",
            [
                ("relative", "Family"),
                ("acquaintance", "A friend, a neighbour, or somebody who knows the family"),
                ("other", "Somebody who does not know them"),
            ],
            required=False,
        ),
        your_relation=line("How do you know them, and since when?"),
    ),
    "what-it-is-about": page(
        "What is it about?",
        concerns=boxes(
            "What is it about?",
            [
                ("neglect", "Not enough food, warmth or care"),
                ("physical-abuse", "A child is hit or hurt"),
                ("emotional-abuse", "A child is shouted at, frightened or put down"),
                ("sexual-abuse", "Sexual harm"),
                ("sexual-exploitation", "Somebody uses a child for sex, or for sexual pictures"),
                ("forced-marriage-or-honour-based-abuse", "A child is made to marry, or hurt for ‘honour’"),
                ("fgm", "A girl is cut, or may be (FGM)"),
                ("domestic-abuse", "Violence or fear between adults at home"),
                ("criminal-exploitation", "Somebody uses a child for crime or drugs"),
                ("gangs", "Gangs, knives or other weapons"),
                ("parent-alcohol", "An adult’s drinking"),
                ("parent-drugs", "An adult’s drug taking"),
                ("parent-mental-health", "An adult’s mental health"),
                ("child-mental-health", "The child’s mental health"),
                ("behaviour", "The child’s behaviour, such as hitting or threats"),
                ("missing", "The child goes missing"),
                ("other", "Something else"),
            ],
        ),
    ),
    "more": page(
        "Is there more that you can tell us?",
        more=boxes(
            "What can you say more about?",
            [
                ("tonight", "Who is with the child tonight"),
                ("hurt", "Marks or injuries"),
                ("looks", "What the child looks like, and their language"),
                ("school", "Their school year and doctor"),
                ("court", "Courts, or a child who is missing"),
                ("home", "Who else is in the home"),
                ("person", "Who may be hurting the child"),
                ("before", "How long it has gone on, and what it does to the child"),
                ("visits", "Anything that could hurt somebody who visits"),
                ("secret", "Something that must be kept from somebody"),
                ("files", "A photo, a letter or another file"),
            ],
        ),
    ),
}


class Check(forms.Form):
    """Nothing is asked: every answer is shown, and sent."""

    heading = "Check your answers"

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Button("submit", "Send"))
