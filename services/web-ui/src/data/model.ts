/** The words of the APIs, taken from their published documents: no type of theirs is written by hand. */
import type { paths as AlertPaths } from "./schema/alert-ingestion";
import type { paths as IncidentPaths } from "./schema/incident-management";
import type { paths as NotificationPaths } from "./schema/notification-service";
import type { paths as OncallPaths } from "./schema/oncall-service";

type Json<Response> = Response extends { content: { "application/json": infer Body } } ? Body : never;
type Ok<Operation> = Operation extends { responses: infer Responses }
  ? Json<Responses[Extract<keyof Responses, 200 | 201>]>
  : never;
type Sent<Operation> = Operation extends { requestBody: { content: { "application/json": infer Body } } } ? Body : never;
type Listed<Operation> = Ok<Operation> extends { items: (infer Item)[] } ? Item : never;

export type Incident = Listed<IncidentPaths["/api/v1/incidents"]["get"]>;
export type IncidentPage = Ok<IncidentPaths["/api/v1/incidents"]["get"]>;
export type IncidentDetail = Ok<IncidentPaths["/api/v1/incidents/{incident_id}"]["get"]>;
export type IncidentChange = Sent<IncidentPaths["/api/v1/incidents/{incident_id}"]["patch"]>;
export type Summary = Ok<IncidentPaths["/api/v1/incidents/stats/summary"]["get"]>;
export type Severity = Incident["severity"];
export type Status = Incident["status"];
export type Alert = IncidentDetail["alerts"][number];
export type Note = IncidentDetail["notes"][number];
export type TimelineEntry = IncidentDetail["timeline"][number];
export type Escalation = NonNullable<IncidentDetail["escalation"]>;
export type Refusal = NonNullable<Ok<IncidentPaths["/api/v1/incidents/bulk"]["post"]>["results"][number]["error"]>;
export type Simulation = Ok<IncidentPaths["/api/v1/escalations/simulate"]["post"]>;
export type Trace = Ok<IncidentPaths["/api/v1/incidents/{incident_id}/trace"]["get"]>;
export type NewResponders = Sent<IncidentPaths["/api/v1/incidents/{incident_id}/responders"]["post"]>;
export type Postmortem = Ok<IncidentPaths["/api/v1/incidents/{incident_id}/postmortem"]["get"]>;
export type PostmortemChange = Sent<IncidentPaths["/api/v1/incidents/{incident_id}/postmortem"]["put"]>;
export type ActionItem = Ok<IncidentPaths["/api/v1/incidents/{incident_id}/action-items"]["get"]>["items"][number];
export type NewActionItem = Sent<IncidentPaths["/api/v1/incidents/{incident_id}/action-items"]["post"]>;
export type ActionItemChange = Sent<IncidentPaths["/api/v1/action-items/{item_id}"]["patch"]>;
export type Drill = Ok<IncidentPaths["/api/v1/drills/{incident_id}"]["get"]>;
export type NewDrill = Sent<IncidentPaths["/api/v1/drills"]["post"]>;
export type Subscription = Listed<IncidentPaths["/api/v1/subscriptions"]["get"]>;
export type NewSubscription = Sent<IncidentPaths["/api/v1/subscriptions"]["post"]>;
export type SubscriptionChange = Sent<IncidentPaths["/api/v1/subscriptions/{subscription_id}"]["patch"]>;
export type Delivery = Listed<IncidentPaths["/api/v1/subscriptions/{subscription_id}/deliveries"]["get"]>;
export type Person = NonNullable<Incident["assigned_to"]>;

export type NewAlert = Sent<AlertPaths["/api/v1/alerts"]["post"]>;
export type Integration = Listed<AlertPaths["/api/v1/integrations"]["get"]>;
export type NewIntegration = Sent<AlertPaths["/api/v1/integrations"]["post"]>;
export type Source = AlertPaths["/api/v1/integrations/{source}"]["post"]["parameters"]["path"]["source"];
export type Heartbeat = Listed<AlertPaths["/api/v1/heartbeats"]["get"]>;
export type NewHeartbeat = Sent<AlertPaths["/api/v1/heartbeats"]["post"]>;
export type MaintenanceWindow = Listed<AlertPaths["/api/v1/maintenance-windows"]["get"]>;
export type NewMaintenanceWindow = Sent<AlertPaths["/api/v1/maintenance-windows"]["post"]>;
export type Silence = Listed<AlertPaths["/api/v1/silences"]["get"]>;
export type NewSilence = Sent<AlertPaths["/api/v1/silences"]["post"]>;
export type RuleSet = Ok<AlertPaths["/api/v1/routing-rules"]["get"]>;
export type Rule = RuleSet["rules"][number];
export type NewRule = Sent<AlertPaths["/api/v1/routing-rules"]["put"]>["rules"][number];
export type Tried = Ok<AlertPaths["/api/v1/routing-rules/try"]["post"]>;

export type Notification = Listed<NotificationPaths["/api/v1/notifications"]["get"]>;
export type NotificationStatus = Notification["status"];
export type Attempt = Notification["attempts"][number];
export type ContactMethod = Ok<NotificationPaths["/api/v1/contact-methods"]["get"]>["items"][number];
export type NewContactMethod = Sent<NotificationPaths["/api/v1/contact-methods"]["post"]>;
export type Rules = Ok<NotificationPaths["/api/v1/notification-rules"]["get"]>;
export type NewRules = Sent<NotificationPaths["/api/v1/notification-rules"]["put"]>;
export type Channel = Listed<NotificationPaths["/api/v1/notify/channels"]["get"]>;

export type Caller = Ok<OncallPaths["/api/v1/auth/me"]["get"]>;
export type User = Listed<OncallPaths["/api/v1/users"]["get"]>;
export type Team = Listed<OncallPaths["/api/v1/teams"]["get"]>;
export type NewUser = Sent<OncallPaths["/api/v1/users"]["post"]>;
export type UserChange = Sent<OncallPaths["/api/v1/users/{user_id}"]["patch"]>;
export type NewTeam = Sent<OncallPaths["/api/v1/teams"]["post"]>;
export type TeamChange = Sent<OncallPaths["/api/v1/teams/{team_id}"]["patch"]>;
export type Service = Listed<OncallPaths["/api/v1/services"]["get"]>;
export type NewService = Sent<OncallPaths["/api/v1/services"]["post"]>;
export type ServiceChange = Sent<OncallPaths["/api/v1/services/{service_id}"]["patch"]>;
export type AuditEntry = Listed<OncallPaths["/api/v1/audit"]["get"]>;
export type ObjectType = NonNullable<NonNullable<OncallPaths["/api/v1/audit"]["get"]["parameters"]["query"]>["object_type"]>;
export type ApiKey = Listed<OncallPaths["/api/v1/api-keys"]["get"]>;
export type NewApiKey = Sent<OncallPaths["/api/v1/api-keys"]["post"]>;
export type Swap = Listed<OncallPaths["/api/v1/schedules/{schedule_id}/swaps"]["get"]>;
export type NewSwap = Sent<OncallPaths["/api/v1/schedules/{schedule_id}/swaps"]["post"]>;
export type TurnOfPerson = Listed<OncallPaths["/api/v1/oncall/shifts"]["get"]>;
export type CalendarLink = Listed<OncallPaths["/api/v1/calendar-links"]["get"]>;
export type NewCalendarLink = Sent<OncallPaths["/api/v1/calendar-links"]["post"]>;
export type Schedule = Listed<OncallPaths["/api/v1/schedules"]["get"]>;
export type NewSchedule = Sent<OncallPaths["/api/v1/schedules"]["post"]>;
export type Policy = Ok<OncallPaths["/api/v1/escalation-policies/{policy_id}"]["get"]>;
export type NewPolicy = Sent<OncallPaths["/api/v1/escalation-policies"]["post"]>;
export type Step = Policy["steps"][number];
export type Target = Policy["steps"][number]["targets"][number];
export type OnCall = Listed<OncallPaths["/api/v1/oncall"]["get"]>;
export type Override = Listed<OncallPaths["/api/v1/schedules/{schedule_id}/overrides"]["get"]>;
export type FinalSchedule = Ok<OncallPaths["/api/v1/schedules/{schedule_id}/final"]["get"]>;
export type Shift = FinalSchedule["items"][number];
export type Gap = FinalSchedule["gaps"][number];
export type Role = FinalSchedule["role"];
export type NewOverride = Sent<OncallPaths["/api/v1/schedules/{schedule_id}/overrides"]["post"]>;

/** How many there are of a severity or a status in a summary. */
export const countOf = (counts: Record<string, number>, name: Severity | Status): number => counts[name] ?? 0;

/** Most severe first. */
export const SEVERITIES = ["critical", "high", "medium", "low", "info"] as const satisfies readonly Severity[];
export const STATUSES = ["open", "acknowledged", "in_progress", "resolved"] as const satisfies readonly Status[];
