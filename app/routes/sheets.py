"""The sheet of every question of a form, to be printed and filled in before anybody is at a computer."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.routes.page.prompts import sheet
from app.routes.request.callers import Caller, open_to
from app.routes.request.route import PortalRoute
from app.routes.request.visit import Visiting

router = APIRouter(prefix="/{slug}", route_class=PortalRoute)


@router.get("/questions")
@open_to(Caller.ANYBODY)
async def questions(visit: Visiting, slug: str) -> Response:
    """Every question of a form, and nothing that anybody has answered."""
    form = visit.form(slug)
    numbers = visit.desk.council.telephone.all_lines
    return visit.page(
        "pages/questions.html", form=form, sections=sheet(form), numbers=numbers, back=f"/{slug}"
    )
