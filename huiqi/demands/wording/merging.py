"""What demands says of merging and splitting; `wording` and `story` take it into their own."""

from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.words import Verb

REFUSALS = {
    "merge_itself": lazy("不能并入它自己。请另选一件。"),
    "merge_unknown": lazy("选的诉求不在您能办的里面。请从列表里选。"),
    "merge_unsigned": lazy("%(number)s 还没有签收。请先签收那一件，再合并。"),
    "merge_closed": lazy("%(number)s 现在是“%(state)s”，不能再合并。请看最新的名单。"),
    "merge_meanwhile": lazy("%(number)s 已由%(who)s于 %(when)s 并入 %(into)s，不用再合并。请看最新的名单。"),
    "merge_other_firm": lazy("只能合并同一家企业在本窗口的诉求。不同企业的同一件事，请分别办理。"),
    "merge_secret": lazy("保密件、匿名和要求名称保密的投诉各自办理，不能合并。"),
    "merge_suspended": lazy("%(number)s 正在中止计时。请先恢复计时，再合并。"),
    "merge_green": lazy("%(number)s 开了绿色通道，要留下的是它。请打开它，把另一件并进来。"),
    "merge_late": lazy("%(number)s 有答应企业的时限已经超时，要留下的是它。请打开它，把另一件并进来。"),
    "merge_refused": lazy("企业说过 %(number)s 不是同一件事，撤销过合并，不能再合并。"),
    "none_chosen": lazy("请至少选一件并进来的诉求。"),
    "unmerge_late": lazy("撤销合并的期限到 %(until)s 为止，已经过了。是两件事的，请用“拆分”另立一件。"),
    "unmerge_over": lazy("并入的那一件（%(number)s）已经答复，不能再撤销合并。还有没办的，请重新打开那一件。"),
    "not_merged_here": lazy("选的诉求没有并入这一件，或刚才已经分出去了。请从列表里选。"),
    "no_piece": lazy("请至少写一件要拆出来的事。"),
    "too_many_pieces": lazy("一次最多拆出 %(most)d 件。请分几次拆。"),
    "split_secret": lazy("保密件不能拆分。请请企业另提一件保密件，或先由窗口负责人解除保密。"),
    "split_suspended": lazy("这件诉求正在中止计时。请先恢复计时，再拆分。"),
    "split_late": lazy("这件诉求的办结时限已经过了，不能再拆分。请尽快答复，并向企业说明。"),
    "no_such_file": lazy("选的附件已经不在这件诉求里。请从列表里选。"),
}
REQUIRED = {
    "merge_reason": lazy("请写明为什么是同一件事，企业会看到。"),
    "unmerge_reason": lazy("请写明为什么不是同一件事。"),
    "split_reason": lazy("请写明为什么分成几件办，企业会看到。"),
}
DONE = {
    Verb.MERGE: lazy("已并入另一件，企业收到了通知。时限取最早的，不会变晚；办错了，十个工作日内可以撤销。"),
    Verb.ABSORB: lazy("已合并，以后在这一件里办理，企业收到了通知。时限取最早的，不会变晚。"),
    Verb.UNMERGE: lazy("已撤销合并，这件诉求回到窗口单独办理，原来的时限照旧。"),
    Verb.LET_GO: lazy("已分出，那件诉求回到窗口单独办理，原来的时限照旧。"),
    Verb.SPLIT: lazy("已拆分，每一件有自己的编号，企业收到了通知。时限从原来提交时算。"),
}
BEFORE = {
    Verb.MERGE: lazy(
        "这一件到此结束，在选的那一件里继续办。企业会收到通知，两边都留着链接，凭这一件的编号和查询码也查得到那一件。"
        "答应企业的时限取最早的，已经转办的收回，没有回应的催办转过去。"
    ),
    Verb.ABSORB: lazy(
        "选的诉求到此结束，以后在这一件里办。企业会收到通知，两边都留着链接。"
        "答应企业的时限取最早的，已经转办的收回，没有回应的催办转过来。"
    ),
    Verb.UNMERGE: lazy("两件诉求分开，各自办理，各有各的时限，和合并以前一样。"),
    Verb.LET_GO: lazy("选的诉求回到窗口单独办理，时限和合并以前一样。这一件已经答应的时限不变。"),
    Verb.SPLIT: lazy(
        "这一件留着，每件拆出来的事有自己的编号、类别和经过，首问负责人不变，查询码相同。"
        "时限从这一件提交时算，企业一天也不损失。"
    ),
}
HAPPENED = {
    "merge": lazy("%(who)s把这件诉求并入 %(into)s 一起办理"),
    "absorb": lazy("%(who)s把 %(merged)s 并入这件诉求一起办理"),
    "unmerge": lazy("%(who)s撤销合并，和 %(apart)s 分开办理"),
    "brought_back": lazy("%(apart)s 由企业撤回，这件诉求回到窗口单独办理，原来的时限照旧"),
    "let_go": lazy("%(who)s撤销合并，%(apart)s 分出去单独办理"),
    "split": lazy("%(who)s把另外的事拆出来单独办理：%(pieces)s"),
    "split_off": lazy("%(who)s从 %(split_from)s 拆出这件诉求，时限从那一件提交时算"),
}
"""The lines of the story; their parameters are numbers of demands, in the journal under the same names."""

NUMBERS = ("into", "merged", "apart", "pieces", "split_from")
"""Under which names the journal keeps the numbers of other demands."""
