"""Fields, constraints and what one row tells of itself; a noun a file. No natural persons but accounts."""

from dutybook_web.models.account import Account, ApiToken, Assignment, Feed, Role
from dutybook_web.models.act import Act, Provision
from dutybook_web.models.assessment import Assessment, AssessmentScheme, Score
from dutybook_web.models.body import Body, Meeting, Membership, UnitFunction
from dutybook_web.models.checklist import AnswerKind, Checked, Checklist, ChecklistItem, ChecklistState
from dutybook_web.models.duty import Binding, BindingChange, DutyVersion, Edition, Exemption, Responsibility, Verdict
from dutybook_web.models.event import Event, Head, Ledger, Node
from dutybook_web.models.evidence import Blob, Evidence
from dutybook_web.models.hazard import (
    Hazard,
    HazardEvidence,
    HazardGrade,
    HazardKind,
    HazardLimit,
    HazardSource,
    HazardState,
    HazardStep,
)
from dutybook_web.models.inspection import Answer, Inspection, InspectionState, Photo, Result, Round
from dutybook_web.models.organisation import Organisation, OrganisationKind
from dutybook_web.models.outbox import Heartbeat, Idempotency, Message
from dutybook_web.models.premises import (
    Classification,
    Designation,
    Fact,
    ImportDraft,
    MeasureStatus,
    Premises,
    RecordSystem,
)
from dutybook_web.models.report import Channel, Letterhead, Report, ReportFile, ReportKind, ReportState
from dutybook_web.models.task import Occasion, Task, TaskState, Waiver
from dutybook_web.models.throttle import Throttle
from dutybook_web.models.training import TrainingItem, TrainingPlan, TrainingSession

__all__ = [
    "Account",
    "Act",
    "Answer",
    "AnswerKind",
    "ApiToken",
    "Assessment",
    "AssessmentScheme",
    "Assignment",
    "Binding",
    "BindingChange",
    "Blob",
    "Body",
    "Channel",
    "Checked",
    "Checklist",
    "ChecklistItem",
    "ChecklistState",
    "Classification",
    "Designation",
    "DutyVersion",
    "Edition",
    "Event",
    "Evidence",
    "Exemption",
    "Fact",
    "Feed",
    "Hazard",
    "HazardEvidence",
    "HazardGrade",
    "HazardKind",
    "HazardLimit",
    "HazardSource",
    "HazardState",
    "HazardStep",
    "Head",
    "Heartbeat",
    "Idempotency",
    "ImportDraft",
    "Inspection",
    "InspectionState",
    "Ledger",
    "Letterhead",
    "MeasureStatus",
    "Meeting",
    "Membership",
    "Message",
    "Node",
    "Occasion",
    "Organisation",
    "OrganisationKind",
    "Photo",
    "Premises",
    "Provision",
    "RecordSystem",
    "Report",
    "ReportFile",
    "ReportKind",
    "ReportState",
    "Responsibility",
    "Result",
    "Role",
    "Round",
    "Score",
    "Task",
    "TaskState",
    "Throttle",
    "TrainingItem",
    "TrainingPlan",
    "TrainingSession",
    "UnitFunction",
    "Verdict",
    "Waiver",
]
