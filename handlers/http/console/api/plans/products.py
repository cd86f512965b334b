"""Tribute's products: the list, and which of them are sold as which tariff."""

from bot.domain.models import ProductId
from bot.tribute.errors import TributeError
from bot.usecases.tariffs.product_list import Listed
from bot.usecases.tariffs.product_phrases import name_of, notes, prices
from bot.usecases.tariffs.products import SellPreview
from bot.usecases.tariffs.sell_phrases import question, stop_question
from handlers.http.console.api.chosen_tariff import ChosenTariff, read_tariff
from handlers.http.console.api.plans.models import (
    Catalogue,
    Done,
    ProductView,
    Question,
    SeenVersion,
    SellBody,
    SellQuestion,
)
from handlers.http.console.api.plans.tariff_views import web_address
from handlers.http.console.api.refused import Refused
from handlers.http.console.api.route import Call, Route
from handlers.http.console.api.said import said, sentence


def routes() -> list[Route]:
    """Return the routes of products."""
    product = "products/{id}"
    return [
        Route("GET", "products", Catalogue, _list, summary="Tribute's products"),
        Route(
            "GET",
            f"{product}/sell",
            SellQuestion,
            _ask,
            query=ChosenTariff,
            summary="What selling a product as a tariff would change",
        ),
        Route(
            "POST",
            f"{product}/sell",
            Done,
            _sell,
            body=SellBody,
            summary="Sell a product as a tariff",
        ),
        Route(
            "GET",
            f"{product}/stop",
            Question,
            _ask_stop,
            summary="What offering a product no more would change",
        ),
        Route(
            "POST",
            f"{product}/stop",
            Done,
            _stop,
            body=SeenVersion,
            summary="Offer a product no more",
        ),
    ]


async def _list(call: Call) -> Catalogue:
    try:
        found = await call.deps.products.listed()
    except TributeError as error:
        raise _unanswered(call, error) from None
    return Catalogue(
        products=[_view(call, one) for one in found], skipped=call.deps.products.skipped
    )


def _unanswered(call: Call, error: TributeError) -> Refused:
    return Refused(409, "tribute", sentence(call.say(error.text_key)))


def _view(call: Call, one: Listed) -> ProductView:
    product, binding = one.product, one.binding
    return ProductView(
        id=product.id,
        name=name_of(product, product.id, call.say),
        facts=" · ".join(sentence(each) for each in prices(product, call.say)),
        notes=[sentence(each) for each in notes(product, call.say)],
        link=web_address(product.link),
        is_on_offer=binding is not None and binding.is_on_offer,
        tariff=call.say.tariff(binding.tariff) if binding is not None else None,
    )


async def _ask(call: Call) -> SellQuestion:
    tariff = read_tariff(call, call.query)
    try:
        preview = await call.deps.products.preview(ProductId(call.whole("id")), tariff)
    except TributeError as error:
        raise _unanswered(call, error) from None
    return SellQuestion(
        lines=said(question(preview, call.say)),
        seen=preview.version.tag,
        may_be_beside=bool(preview.instead_of),
        is_done=preview.is_done,
    )


async def _sell(call: Call) -> Done:
    tariff, body, product_id = read_tariff(call, call.body), call.body, ProductId(call.whole("id"))
    try:
        result = await call.deps.products.sell(
            product_id, tariff, body.seen, call.admin, beside=body.beside
        )
    except TributeError as error:
        raise _unanswered(call, error) from None
    if isinstance(result, SellPreview):
        if result.is_done:
            raise call.changed()
        raise Refused(409, "changed", sentence(call.say("product-sell-changed")))
    name = name_of(result.preview.product, product_id, call.say)
    text = [sentence(call.say("product-sell-done", name=name, duration=call.say.tariff(tariff)))]
    if result.settled:
        text.append(sentence(call.say("product-sell-settled", count=result.settled)))
    return Done(text=" ".join(text))


async def _ask_stop(call: Call) -> Question:
    bound = await call.deps.tariffs.bound(call.whole("id"))
    if bound is None:
        raise call.missing()
    if not bound.is_on_offer:
        raise call.changed()
    asked = stop_question(call.say, bound, await call.deps.tariffs.all_bound())
    version = await call.deps.tariffs.version(bound.product_id)
    return Question(lines=said(asked), seen=version.tag)


async def _stop(call: Call) -> Done:
    product_id = ProductId(call.whole("id"))
    bound = await call.deps.tariffs.bound(product_id)
    if bound is None:
        raise call.missing()
    if not await call.deps.tariffs.stop_offering(product_id, call.admin, seen=call.body.seen):
        raise call.changed()
    return Done(text=sentence(call.say("product-stop-done")))
