"""The states of a demand as pages show them: in which tone, and what comes next."""

from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.words import DemandState

STATE_TONES = {
    DemandState.FILED: "ask",
    DemandState.REGISTERED: "info",
    DemandState.AWAITING_INFORMATION: "ask",
    DemandState.DISPATCHED: "info",
    DemandState.IN_PROGRESS: "info",
    DemandState.ANSWERED: "good",
    DemandState.RATED: "good",
    DemandState.VISITED: "good",
    DemandState.RECTIFYING: "late",
    DemandState.ARCHIVED: "quiet",
    DemandState.WITHDRAWN: "quiet",
    DemandState.REFUSED: "quiet",
    DemandState.ENDED: "quiet",
    DemandState.REPEATED: "quiet",
    DemandState.MERGED: "quiet",
}

NEXT = {
    DemandState.FILED: lazy("窗口受理，首问负责人联系您。"),
    DemandState.REGISTERED: lazy("窗口答复，或转给承办单位办理。"),
    DemandState.AWAITING_INFORMATION: lazy("请补充窗口一次性告知的内容，办理时限不因此停下。"),
    DemandState.DISPATCHED: lazy("承办单位签收，或说明原因退回窗口。"),
    DemandState.IN_PROGRESS: lazy("承办单位给出方案并办理，办完答复您。"),
    DemandState.ANSWERED: lazy("请评价这次办理；不评价也没有关系，可能会抽中回访。"),
    DemandState.RATED: lazy("评价不满意的，先回访再归档；其余直接归档。"),
    DemandState.RECTIFYING: lazy("上一级先联系企业，在时限内重新办理，再答复、再评价。"),
    DemandState.VISITED: lazy("窗口归档。"),
    DemandState.ARCHIVED: lazy("全过程已归档，可以下载存档。"),
    DemandState.WITHDRAWN: lazy("已撤回，不再办理。有新情况时可以重新打开。"),
    DemandState.REFUSED: lazy("不予受理。不服可以提出异议，有新情况可以重新打开。"),
    DemandState.ENDED: lazy("已终止办理。不服可以提出异议，有新情况可以重新打开。"),
    DemandState.REPEATED: lazy("按重复事项办结。不服可以提出异议，有新情况可以重新打开。"),
    DemandState.MERGED: lazy("已并入另一件诉求一起办理，进展看那一件。"),
}
