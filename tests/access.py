"""The access matrix: for every route of ours, what each of the cast is answered.

A row is the address (with references filled in from the stage) and the answers in the order of `WHO`: 200 shown,
302 sent on, 403 visible but not allowed, 404 not there for you, 405 only by POST. The house rules want every route
here.
"""

from dataclasses import dataclass

WHO = (
    "nobody",
    "stranger",
    "owner_x",
    "owner_y",
    "receptionist_a",
    "manager_a",
    "receptionist_b",
    "institution_clerk",
    "hub_operator",
)

FOREIGN = {
    "set_language": "Django's own switch of the language; stores a cookie",
    "api:": "django-ninja: every call is public by contract, and declared in openapi.json",
}


@dataclass(frozen=True)
class Row:
    """One route: where it is, what a GET answers to each of `WHO`."""

    path: str
    answers: tuple[int, ...]


def public(path: str) -> Row:
    """Everybody may look."""
    return Row(path, (200,) * len(WHO))


def post_only(path: str) -> Row:
    """Acts by POST; looking is refused to everybody alike."""
    return Row(path, (405,) * len(WHO))


def row(path: str, *answers: int) -> Row:
    """One answer for each of `WHO`."""
    assert len(answers) == len(WHO), path
    return Row(path, answers)


ROUTES: dict[str, Row] = {
    "accounts:sign_in": public("/signin/"),
    "accounts:enter_code": post_only("/signin/code/"),
    "accounts:enter_password": public("/signin/password/"),
    "accounts:renew_password": Row("/signin/new-password/", (302,) * 9),
    "accounts:sign_out": post_only("/signout/"),
    "accounts:change_seat": post_only("/seat/{seat}/"),
    "accounts:password": row("/password/", 302, *(200,) * 8),
    "accounts:seats": row("/seats/", 302, 200, 200, 200, 200, 200, 200, 200, 200),
    "accounts:privacy": public("/privacy/"),
    "ui:gallery": public("/ui/"),
    "ui:rows": public("/ui/rows/"),
    "ui:large": post_only("/ui/large/"),
    "reference:holidays": row("/reference/holidays/", 302, 404, 404, 404, 404, 404, 404, 404, 200),
    "notices:inbox": row("/notices/", 302, *(200,) * 8),
    "notices:read_all": post_only("/notices/read/"),
    "notices:preferences": row("/notices/settings/", 302, *(200,) * 8),
    "notices:confirm_mail": public("/notices/mail/{mail}/"),
    "notices:unsubscribe": public("/notices/unsubscribe/{leave}/"),
    "notices:deliveries": row("/notices/deliveries/", 302, 404, 404, 404, 404, 404, 404, 404, 200),
    "notices:retry": post_only("/notices/deliveries/{notice}/retry/"),
    "notices:recorded": row("/notices/recorded/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "notices:opened": row("/notices/{notice}/", 302, 404, 302, 404, 404, 404, 404, 404, 404),
    "network:network": public("/windows/"),
    "network:window": public("/windows/{window_a}/"),
    "network:write_item": row("/windows/{window_a}/disclose/fees/", 302, 403, 403, 403, 403, 200, 403, 403, 403),
    "network:write_hours": row("/windows/{window_a}/hours/", 302, 403, 403, 403, 403, 200, 403, 403, 403),
    "network:offer_shift": row("/windows/{window_a}/duty/{post}/offer/", 302, 404, 404, 404, 404, 404, 404, 404, 403),
    "network:take_shift": post_only("/windows/{window_a}/duty/{post}/take/"),
    "network:drop_shift": post_only("/windows/{window_a}/duty/{post}/drop/"),
    "network:schemes": row("/windows/{window_a}/limits/", 302, 403, 403, 403, 403, 200, 403, 403, 403),
    "network:scheme": row("/windows/{window_a}/limits/zaozhuang/", 302, 403, 403, 403, 403, 200, 403, 403, 403),
    "network:duty": row("/windows/{window_a}/duty/", 302, 404, 404, 404, 200, 200, 404, 404, 200),
    "network:write_shift": row("/windows/{window_a}/duty/new/", 302, 404, 404, 404, 403, 200, 404, 404, 403),
    "network:my_posts": row("/windows/posts/", 302, 404, 404, 404, 302, 302, 302, 404, 302),
    "network:posts": row("/windows/{window_a}/posts/", 302, 404, 404, 404, 200, 200, 404, 404, 200),
    "network:new_post": row("/windows/{window_a}/posts/new/", 302, 404, 404, 404, 403, 200, 404, 404, 403),
    "network:write_post": row("/windows/{window_a}/posts/{post}/", 302, 404, 404, 404, 403, 200, 404, 404, 403),
    "network:end_post": post_only("/windows/{window_a}/posts/{post}/close/"),
    "network:leave": row("/windows/{window_a}/posts/away/", 302, 404, 404, 404, 200, 200, 404, 404, 403),
    "network:back": post_only("/windows/{window_a}/posts/away/{post}/back/"),
    "network:pass_on": row("/windows/{window_a}/posts/handover/", 302, 404, 404, 404, 200, 200, 404, 404, 403),
    "network:take_over": post_only("/windows/{window_a}/posts/handover/{post}/take/"),
    "network:issue_sheet": post_only("/windows/{window_a}/sheet/"),
    "papers:verify": public("/papers/verify/"),
    "papers:verify_code": public("/papers/verify/{code}/"),
    "papers:letterheads": row("/papers/letterheads/", 302, 404, 404, 404, 404, 404, 404, 404, 200),
    "papers:letterhead": row("/papers/letterheads/{hub}/", 302, 404, 404, 404, 404, 404, 404, 404, 200),
    "papers:letterhead_of_kind": row(
        "/papers/letterheads/{hub}/disclosure_sheet/", 302, 404, 404, 404, 404, 404, 404, 404, 200
    ),
    "papers:paper": public("/papers/{paper}/"),
    "papers:pdf": public("/papers/{paper}/pdf/"),
    "papers:void": row("/papers/{paper}/void/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "directory:directory": public("/institutions/"),
    "directory:institution": public("/institutions/testing/"),
    "directory:product": public("/institutions/products/{product}/"),
    "directory:departments": public("/departments/"),
    "directory:department": public("/departments/{department}/"),
    "directory:new_department": row("/departments/new/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "directory:correct": row("/departments/{department}/correct/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "directory:close": row("/departments/{department}/close/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "directory:new_duty": row("/departments/{department}/duties/new/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "directory:drop_duty": post_only("/departments/duties/{duty}/end/"),
    "directory:experts": public("/experts/"),
    "directory:expert": row("/experts/{expert}/", 404, 404, 404, 404, 404, 200, 404, 404, 200),
    "directory:new_expert": row("/experts/new/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "directory:write_expert": row("/experts/{expert}/correct/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "directory:drop_expert": post_only("/experts/{expert}/leave/"),
    "directory:load": row("/handlers/load/", 302, 403, 403, 403, 403, 200, 403, 200, 200),
    "directory:matters": public("/matters/"),
    "directory:matter": public("/matters/overdue-payment/"),
    "directory:sample": public("/matters/samples/{line}/"),
    "directory:new_matter": row("/matters/new/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "directory:drop_matter": post_only("/matters/overdue-payment/end/"),
    "directory:new_item": row("/matters/overdue-payment/items/new/", 302, 403, 403, 403, 403, 403, 403, 403, 200),
    "directory:write_item": row("/matters/overdue-payment/items/{line}/", 302, 403, 403, 403, 403, 403, 403, 403, 200),
    "directory:drop_item": post_only("/matters/overdue-payment/items/{line}/end/"),
    "enterprises:profile": row("/enterprise/", 302, 302, 200, 200, 302, 302, 302, 302, 302),
    "enterprises:register": row("/enterprise/register/", 302, 200, 200, 200, 200, 200, 200, 200, 200),
    "enterprises:step": row("/enterprise/facts/size/", 302, 404, 200, 200, 404, 404, 404, 404, 404),
    "enterprises:people": row("/enterprise/people/", 302, 302, 200, 200, 302, 302, 302, 302, 302),
    "enterprises:invite": row("/enterprise/people/invite/", 302, 404, 200, 200, 404, 404, 404, 404, 404),
    "enterprises:representative": row(
        "/enterprise/people/representative/", 302, 404, 200, 200, 404, 404, 404, 404, 404
    ),
    "enterprises:end_right": row("/enterprise/people/{owner_x}/end/", 302, 404, 200, 404, 404, 404, 404, 404, 404),
    "enterprises:claims": row("/enterprise/claims/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "enterprises:claim": row("/enterprise/claims/{claim}/", 302, 200, 200, 404, 200, 200, 404, 404, 200),
    "enterprises:papers": row("/enterprise/claims/{claim}/papers/", 302, 200, 403, 404, 200, 200, 404, 404, 200),
    "enterprises:claim_paper": row(
        "/enterprise/claims/{claim}/papers/licence/", 302, 200, 404, 404, 200, 200, 404, 404, 200
    ),
    "policies:list": public("/policies/"),
    "policies:page": public("/policies/P01/"),
    "policies:check": public("/policies/check/"),
    "policies:mine": row("/policies/mine/", 302, 302, 200, 200, 302, 302, 302, 302, 302),
    "policies:report": row("/policies/mine/report/", 302, 302, 200, 200, 302, 302, 302, 302, 302),
    "demands:mine": row("/demands/", 302, 200, 200, 200, 302, 302, 302, 302, 302),
    "demands:file": row("/demands/new/", 302, 302, 200, 200, 403, 403, 403, 403, 403),
    "demands:intake": row("/demands/intake/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:firms": row("/demands/intake/firms/?q=9141", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:guide": row("/demands/intake/guide/?kind=consultation", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:print_receipt": post_only("/demands/intake/{demand}/receipt/"),
    "demands:send_receipt": post_only("/demands/intake/{demand}/send/"),
    "demands:confirming_now": row("/demands/intake/{demand}/confirming/", 302, *(404,) * 8),
    "demands:confirm_code": post_only("/demands/intake/{demand}/code/"),
    "demands:confirm_taken": post_only("/demands/intake/{demand}/confirm/screen/"),
    "demands:screen": Row("/demands/confirm/NONESUCH23/", (404,) * 9),
    "demands:taken": row("/demands/intake/{demand}/", 302, *(404,) * 8),
    "demands:desk": row("/demands/desk/", 302, 404, 404, 404, 200, 200, 200, 200, 200),
    "demands:figures": row("/demands/desk/figures/", 302, 404, 404, 404, 200, 200, 200, 200, 200),
    "demands:desk_export": row("/demands/desk/export/", 302, 404, 404, 404, 200, 200, 200, 200, 200),
    "demands:save_filter": post_only("/demands/desk/filters/"),
    "demands:drop_filter": post_only("/demands/desk/filters/{demand}/drop/"),
    "demands:bulk": post_only("/demands/desk/bulk/dispatch/"),
    "demands:batch": row("/demands/desk/batches/{demand}/", 302, *(404,) * 8),
    "demands:go_on": post_only("/demands/desk/batches/{demand}/go-on/"),
    "demands:templates": row("/demands/templates/", 302, 404, 404, 404, 200, 200, 200, 200, 200),
    "demands:new_template": row("/demands/templates/new/", 302, 403, 403, 403, 403, 200, 403, 403, 200),
    "demands:write_template": row("/demands/templates/{demand}/", 302, 403, 403, 403, 403, 404, 403, 403, 404),
    "demands:drop_template": post_only("/demands/templates/{demand}/drop/"),
    "demands:accountability": row("/demands/accountability/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:lost_time": row("/demands/accountability/lost/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:disputes": row("/demands/disputes/", 302, 404, 404, 404, 404, 404, 404, 404, 200),
    "demands:plans": row("/demands/plans/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:new_plan": row("/demands/plans/new/", 302, 403, 403, 403, 403, 403, 403, 403, 200),
    "demands:end_plan": post_only("/demands/plans/{demand}/end/"),
    "demands:rulings": row("/demands/rulings/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:retire_ruling": post_only("/demands/rulings/{demand}/retire/"),
    "demands:endings": row("/demands/endings/", 302, 404, 404, 404, 404, 200, 404, 404, 200),
    "demands:instructions": row("/demands/instructions/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:following": row("/demands/following/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:consultations": row("/demands/consultations/", 302, 404, 404, 404, 200, 200, 200, 200, 200),
    "demands:consultation": row("/demands/consultations/{demand}/", 302, *(404,) * 8),
    "demands:letters": public("/demands/letters/"),
    "demands:letter": Row("/demands/letters/2345-6789-ABCD-EFGH/", (404,) * 9),
    "demands:act_by_link": Row("/demands/letters/2345-6789-ABCD-EFGH/nothing/", (404,) * 9),
    "demands:open_link": post_only("/demands/{demand}/letter/open/"),
    "demands:close_link": post_only("/demands/{demand}/letter/close/"),
    "demands:rate_by_link": Row("/demands/rate/nonesuch23456789/", (404,) * 9),
    "demands:decline_rating": post_only("/demands/rate/nonesuch23456789/decline/"),
    "demands:visits": row("/demands/visits/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:draws": row("/demands/visits/draws/", 302, 404, 404, 404, 404, 200, 404, 404, 200),
    "demands:set_share": post_only("/demands/visits/share/"),
    "demands:visit": row("/demands/visits/{demand}/", 302, *(404,) * 8),
    "demands:rectifications": row("/demands/rectifications/", 302, 404, 404, 404, 200, 200, 200, 404, 200),
    "demands:satisfaction": row("/demands/satisfaction/", 302, 404, 404, 404, 404, 200, 404, 404, 200),
    "demands:satisfaction_export": row("/demands/satisfaction/export/", 302, 404, 404, 404, 404, 200, 404, 404, 200),
    "demands:complain": public("/demands/anonymous/"),
    "demands:follow": public("/demands/follow/"),
    "demands:followed": Row("/demands/follow/case/", (302,) * 9),
    "demands:leave": post_only("/demands/follow/leave/"),
    "demands:file_by_code": Row("/demands/follow/files/{file}/", (302,) * 9),
    "demands:act_by_code": Row("/demands/follow/case/add/", (302,) * 9),
    "demands:unattended": row("/demands/confidential/", 302, 404, 404, 404, 404, 200, 404, 404, 200),
    "demands:looks": row("/demands/confidential/looks/", 302, 404, 404, 404, 404, 200, 404, 404, 200),
    "demands:name_unseen": row("/demands/confidential/{demand}/", 302, *(404,) * 8),
    "demands:demand": row("/demands/{demand}/", 302, 404, 200, 404, 200, 200, 404, 404, 200),
    "demands:moment": row("/demands/{demand}/moment/", 302, 404, 404, 404, 404, 200, 404, 404, 200),
    "demands:retention": row("/demands/retention/", 302, 404, 404, 404, 404, 404, 404, 404, 200),
    "demands:change_rule": row("/demands/retention/{demand}/", 302, *(404,) * 8),
    "demands:lift_hold": post_only("/demands/retention/holds/{demand}/lift/"),
    "demands:journal": row("/demands/journal/", 302, 404, 404, 404, 404, 404, 404, 404, 200),
    "demands:be_here": post_only("/demands/{demand}/here/"),
    "demands:similar": row("/demands/{demand}/similar/", 302, 404, 404, 404, 200, 200, 404, 404, 200),
    "demands:notes": row("/demands/{demand}/notes/", 302, 404, 404, 404, 200, 200, 404, 404, 200),
    "demands:strike_note": post_only("/demands/{demand}/notes/1/strike/"),
    "demands:due": row("/demands/{demand}/due/", 302, 404, 200, 404, 200, 200, 404, 404, 200),
    "demands:filed": row("/demands/{demand}/filed/", 302, 404, 200, 404, 403, 403, 404, 404, 403),
    "demands:archive_file": row("/demands/{demand}/archive-file/", 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "demands:archive_zip": row("/demands/{demand}/archive-zip/", 302, 404, 404, 404, 404, 404, 404, 404, 404),
    "demands:attached_file": row("/demands/{demand}/files/{file}/", 302, 404, 200, 404, 200, 200, 404, 404, 200),
    "demands:accountability_export": row(
        "/demands/accountability/export/", 302, 404, 404, 404, 200, 200, 200, 404, 200
    ),
    "demands:preview_file": row("/demands/{demand}/files/{file}/preview/", 302, 404, 200, 404, 200, 200, 404, 404, 200),
    "demands:issue_sheet": post_only("/demands/{demand}/papers/acceptance/"),
    "demands:act": row("/demands/{demand}/register/", 302, 404, 403, 404, 200, 200, 404, 404, 403),
    "agreements:agreements": row("/agreements/", 302, 404, 200, 200, 200, 200, 200, 200, 200),
    "agreements:duplicates": row("/agreements/duplicates/", 302, 404, 404, 404, 200, 200, 200, 200, 200),
    "agreements:new": row("/agreements/new/{demand}/", 302, 404, 403, 404, 403, 403, 404, 404, 403),
    "agreements:agreement": row("/agreements/{demand}/", 302, *(404,) * 8),
    "agreements:terms": row("/agreements/{demand}/terms/revise/", 302, *(404,) * 8),
    "agreements:milestone": row("/agreements/{demand}/milestones/{demand}/", 302, *(404,) * 8),
    "agreements:delivered": row("/agreements/{demand}/files/{file}/", 302, *(404,) * 8),
    "agreements:act": row("/agreements/{demand}/sign/", 302, *(404,) * 8),
    "agreements:by_code": Row("/agreements/code/{demand}/", (404,) * 9),
    "agreements:send_code": post_only("/agreements/code/{demand}/send/"),
    "agreements:act_by_code": Row("/agreements/code/{demand}/agree/", (404,) * 9),
    "portal:home": public("/"),
    "portal:search": public("/search/?q=所得税"),
    "portal:desk": row("/desk/", 302, 302, 200, 200, 302, 302, 302, 302, 302),
    "portal:about": public("/about/"),
    "portal:api_root": row("/api/v1/", *[302] * len(WHO)),
    "portal:api_documentation": public("/api/v1/docs"),
}
