"""What a process says as it starts: enough to see that it is the right one, and no secret."""

from pathlib import Path

import pytest

from app.commands.starting import say_start
from app.settings import Settings

SECRET = "hidden-word"
IN_SERVICE = Settings(
    profile="barnet",
    var=Path("/srv/mash"),
    public_url="https://refer.example",
    database_url=f"postgresql://mash:{SECRET}@db.example/mash?password={SECRET}",
    queue_url=f"amqps://mash:{SECRET}@mq.example:5671/hubs",
    mail_url=f"smtp://us%40ours.example:{SECRET}@@mail.example:587",
    mail_from="no-reply@refer.example",
    duty_email="duty@hub.example",
    clamd_url="tcp://clamd.example:3310",
    metrics_port=9100,
)
"""With an @ in a password that should have been %40: nothing of it is shown either."""
LINES = {
    "portal": """\
portal: Barnet Council, MASH, from the profile barnet
portal: listens on 0.0.0.0:8000, for people who go to https://refer.example
portal: keeps what is sent in postgresql://db.example/mash, sealed with the keys in /srv/mash/keys/portal
portal: files are scanned by tcp://clamd.example:3310
portal: figures at http://127.0.0.1:9100/metrics
""",
    "relay": """\
relay: Barnet Council, MASH, from the profile barnet
relay: carries from postgresql://db.example/mash to amqps://mq.example:5671/hubs
relay: sends emails by smtp://mail.example:587 from no-reply@refer.example, with links to https://refer.example
relay: alarms go to the duty address by smtp://mail.example:587
relay: figures at http://127.0.0.1:9100/metrics
""",
    "receiver": """\
receiver: Barnet Council, MASH, from the profile barnet
receiver: takes from amqps://mq.example:5671/hubs, opens with the keys in /srv/mash/keys/receiver
receiver: files in /srv/mash/hub, and posts receipts to https://refer.example/api/events
receiver: figures at http://127.0.0.1:9100/metrics
""",
    "watch": """\
watch: Barnet Council, MASH, from the profile barnet
watch: looks at postgresql://db.example/mash and at amqps://mq.example:5671/hubs
watch: alarms go to the duty address by smtp://mail.example:587
watch: every 300 seconds
watch: figures at http://127.0.0.1:9100/metrics
""",
}


@pytest.mark.parametrize("process", LINES)
def test_each_process_says_from_where_to_where(process: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_start(process, IN_SERVICE, every=300 if process == "watch" else 0)
    said = capsys.readouterr().out
    assert said == LINES[process]
    assert SECRET not in said


def test_the_defaults_are_folders_and_nobody_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    say_start("portal", Settings())
    say_start("relay", Settings())
    said = capsys.readouterr().out
    assert "portal: no file is scanned for viruses" in said
    assert "from sqlite:///var/portal.db to the folder var/spool" in said
    assert "emails by the folder var/mail" in said
    assert "there is no DUTY_EMAIL" in said
    assert "figures" not in said
