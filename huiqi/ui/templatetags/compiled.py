"""What a template says that is known before a page is drawn, put into it when it is compiled.

Builtins of the template engine, after Django's own, to which whatever else these tags can do is left:

``{% translate "…" %}``            the words, in the language the template is compiled for (`ui.loaders`)
``{% url "app:name" %}``           the address
``{% url "app:name" thing.ref %}``  the address of each thing of a list, the route looked up once
"""

from uuid import UUID

from django import template
from django.template.base import Node, Parser, TextNode, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as do_url
from django.templatetags.i18n import do_translate

from huiqi.kernel.addresses import addresses

register = template.Library()


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    """Words; what is not known yet, and what is kept under a name, is said when the page is drawn."""
    node = do_translate(parser, token)
    said = node.filter_expression
    is_known = said.var.lookups is None and not said.filters and not node.asvar
    return TextNode(node.render(template.Context())) if is_known else node


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """An address; of a route that is not known yet, or that takes more than a reference, it is looked up each time."""
    node = do_url(parser, token)
    if node.view_name.is_var or node.kwargs or node.asvar or len(node.args) > 1:
        return node
    return Address(node) if node.args else TextNode(node.render(template.Context()))


class Address(Node):
    """The address of a thing by its reference; of what is told by something else, as Django finds it."""

    def __init__(self, node: URLNode) -> None:
        self.node = node
        self.route, self.told = str(node.view_name.var), node.args[0]

    def render(self, context: template.Context) -> str:
        """The address, which needs no escaping."""
        ref = self.told.resolve(context)
        return addresses(self.route)(ref) if isinstance(ref, UUID) else self.node.render(context)
