"""Which form each verb has."""

from huiqi.demands.forms import asking, custody, letters, standing, verbs
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.words import Verb

FORMS: dict[Verb, type[VerbForm]] = {
    Verb.REGISTER: verbs.EmptyForm,
    Verb.REFUSE: standing.RefuseForm,
    Verb.ASK_INFORMATION: asking.AskForm,
    Verb.REMIND_FIRM: standing.RemindForm,
    Verb.SUPPLY_INFORMATION: asking.SupplyForm,
    Verb.ADD: standing.AddForm,
    Verb.REMIND: standing.RemindForm,
    Verb.ESCALATE: standing.EscalateForm,
    Verb.REPLY: verbs.ReplyForm,
    Verb.DISPATCH: custody.DispatchForm,
    Verb.SEND_LETTER: letters.SendLetterForm,
    Verb.ENTER_ANSWER: letters.EnterAnswerForm,
    Verb.ENTER_RETURN: letters.EnterReturnForm,
    Verb.REPLACE_SCAN: letters.ReplaceScanForm,
    Verb.RECALL: verbs.ReasonForm,
    Verb.TAKE: verbs.EmptyForm,
    Verb.RETURN: verbs.ReasonForm,
    Verb.GIVE_PLAN: verbs.PlanForm,
    Verb.START_WORK: verbs.WorkForm,
    Verb.ANSWER: verbs.AnswerForm,
    Verb.RATE: verbs.RateForm,
    Verb.VISIT: verbs.VisitForm,
    Verb.ARCHIVE: verbs.EmptyForm,
    Verb.WITHDRAW: verbs.WithdrawForm,
    Verb.END: standing.EndForm,
    Verb.CLOSE_REPEATED: standing.RepeatedForm,
    Verb.OBJECT: standing.ObjectForm,
    Verb.UPHOLD_OBJECTION: standing.RulingForm,
    Verb.REJECT_OBJECTION: standing.RulingForm,
    Verb.REOPEN: standing.ReopenForm,
    Verb.SET_URGENCY: standing.UrgencyForm,
    Verb.OPEN_GREEN: standing.GreenForm,
    Verb.CLOSE_GREEN: verbs.ReasonForm,
    Verb.INSTRUCT: standing.InstructForm,
    Verb.REPORT_BACK: standing.ReportForm,
}
