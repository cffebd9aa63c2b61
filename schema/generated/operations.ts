/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which suggestion is right. */
export type AcceptSuggestionInput = {
  /** Why; at most 1,000 characters. It stays in the log. */
  reason?: string | null | undefined;
  /** The global id of the suggestion. */
  suggestionId: string;
};

/** Which problem is taken on. */
export type AcknowledgeProblemInput = {
  /** The global id of the problem. */
  problemId: string;
  /** Why; at most 1,000 characters. */
  reason?: string | null | undefined;
};

/** Whose words may be quoted where everybody can read them. */
export type ApproveQuotesInput = {
  /** The global id of the problem. */
  problemId: string;
  /** The global ids of the reports, at most 20; they take the place of those approved before. */
  reportIds: Array<string>;
};

/** How the customer got in touch. */
export type Channel =
  /** An agent's own note about a contact. */
  | 'AGENT_NOTE'
  /** A chat. */
  | 'CHAT'
  /** An e-mail. */
  | 'EMAIL'
  /** A form on a page or in an app. */
  | 'FORM'
  /** Another way, or not known. */
  | 'OTHER'
  /** A call. */
  | 'PHONE'
  /** A post or a message in a social network. */
  | 'SOCIAL'
  /** A visit to a store. */
  | 'STORE';

/** Why an issue was closed. */
export type CloseReason =
  /** It is done. */
  | 'COMPLETED'
  /** Another issue is about the same. */
  | 'DUPLICATE'
  /** It won't be done. */
  | 'NOT_PLANNED';

/** Where the tickets of a product go, and how; what is not given stays. */
export type ConnectRepositoryInput = {
  /** The folder of the repository with guidance as Markdown files; null clears it. */
  guidanceFolder?: string | null | undefined;
  /** The issue type that its issues get; null clears it. */
  issueType?: string | null | undefined;
  /** Labels that its issues get beside our own one; at most 10. */
  labels?: Array<string> | null | undefined;
  /** The key of the product. */
  product: string;
  /** Whether tickets may quote customers, redacted; in public, only what approveQuotes allows. */
  quotesAllowed?: boolean | null | undefined;
  /** The GitHub repository, as owner/name. */
  repository: string;
  /** When a recurring problem becomes an issue. */
  ticketPolicy?: TicketPolicy | null | undefined;
};

/** What was looked at in a repository. */
export type ConnectionCheck =
  /** It can be reached, is not archived and has issues. */
  | 'ACCESS'
  /** The issue type is there. */
  | 'ISSUE_TYPE'
  /** The labels of its issues are there. */
  | 'LABELS'
  /** Our credentials may write. */
  | 'PERMISSION'
  /** Who can read it, and what its tickets quote. */
  | 'VISIBILITY';

/** A new API key. */
export type CreateApiKeyInput = {
  /** From when on it is refused; never, where not given. */
  expiresAt?: string | null | undefined;
  /** On whose behalf it acts; the member who asks, where not given. */
  memberId?: string | null | undefined;
  /** What it is for; at most 100 characters. */
  name: string;
  /** What it may be used for. */
  scopes: Array<Scope>;
};

/** A new component. */
export type CreateComponentInput = {
  /** Its key, unique in the product; formed like that of a product. */
  key: string;
  /** Its name; at most 200 characters. */
  name: string;
  /** The key of the product that it is part of. */
  product: string;
};

/** A new product. */
export type CreateProductInput = {
  /** The folder of the repository with guidance as Markdown files, such as docs/guidance. */
  guidanceFolder?: string | null | undefined;
  /** The issue type that its issues get. */
  issueType?: string | null | undefined;
  /** Its key: 1–64 lower-case letters, digits, dots, dashes, underscores. */
  key: string;
  /** Labels that its issues get beside our own one; at most 10. */
  labels?: Array<string> | null | undefined;
  /** Its name; at most 200 characters. */
  name: string;
  /** Whether tickets may quote customers, redacted; false, where not given. */
  quotesAllowed?: boolean | null | undefined;
  /** Distinct customers that make a problem recurring; 3, where not given. */
  recurringCustomers?: number | null | undefined;
  /** Within how many days; 28, where not given. */
  recurringWindowDays?: number | null | undefined;
  /** The GitHub repository that its tickets are opened in, as owner/name. */
  repository?: string | null | undefined;
  /** When a recurring problem becomes an issue; PROPOSED, where not given. */
  ticketPolicy?: TicketPolicy | null | undefined;
};

/** Who has the trouble. What is given completes what is known; what is not given stays. */
export type CustomerInput = {
  /** Its id in your own systems; at most 200 characters. */
  externalId: string;
  /** Its locale, as a BCP 47 tag, such as tr-TR. */
  locale?: string | null | undefined;
  /** What it has bought, in your own words; at most 100 characters. */
  plan?: string | null | undefined;
  /** What it pays in a month. */
  recurringRevenue?: MoneyInput | null | undefined;
  /** Since when it is a customer. */
  since?: string | null | undefined;
};

/** What was decided about a problem. */
export type DecisionKind =
  /** It won't change. */
  | 'ACCEPTED'
  /** Designers took it on. */
  | 'ACKNOWLEDGED'
  /** It and the other problem never belong together. */
  | 'DISMISSED'
  /** It was fixed. */
  | 'FIXED'
  /** All reports of the other problem came over to this one. */
  | 'MERGED'
  /** Some reports of the other problem came over to this one. */
  | 'MOVED'
  /** It was decided which customers may be quoted in public. */
  | 'QUOTES_APPROVED'
  /** It was fixed and came back. */
  | 'REGRESSED'
  /** It was given another title. */
  | 'RENAMED'
  /** It was opened again. */
  | 'REOPENED'
  /** Some of its reports went off to the other problem, which was opened for them. */
  | 'SPLIT'
  /** Work on it began. */
  | 'STARTED'
  /** Its ticket was given up before it was in GitHub. */
  | 'TICKET_DROPPED'
  /** Another issue was made its ticket. */
  | 'TICKET_RELINKED'
  /** Its ticket was asked for. */
  | 'TICKET_REQUESTED'
  /** Its issue is its ticket no more. */
  | 'TICKET_UNLINKED'
  /** An earlier decision was undone. */
  | 'UNDONE';

/** Which suggestion is wrong. */
export type DismissSuggestionInput = {
  /** Why; at most 1,000 characters. It stays in the log. */
  reason?: string | null | undefined;
  /** The global id of the suggestion. */
  suggestionId: string;
};

/** What is to be given up. */
export type DropWriteInput = {
  /** The id of an item of the outbox, or of a ticket. */
  id: string;
};

/** The stable codes of refusals; docs/errors.md says what to do about each. */
export type ErrorCode =
  /** The product has no component with this key. */
  | 'COMPONENT_NOT_FOUND'
  /** Earlier decisions said otherwise. */
  | 'CONSTRAINTS_IN_THE_WAY'
  /** GitHub is off here. */
  | 'GITHUB_IS_OFF'
  /** The guidance was retired and cannot be revised. */
  | 'GUIDANCE_RETIRED'
  /** A value is missing, too long, or not of the form that its field takes. */
  | 'INVALID_INPUT'
  /** The issue cannot be read. */
  | 'ISSUE_NOT_READABLE'
  /** The issue is the ticket of another problem. */
  | 'ISSUE_TAKEN'
  /** Another product or component has this key. */
  | 'KEY_TAKEN'
  /** Later decisions moved the same reports on. */
  | 'LATER_DECISIONS_IN_THE_WAY'
  /** The problem that would be merged has an issue, the other has none. */
  | 'MERGE_WOULD_HIDE_TICKET'
  /** Something of that kind already has this name. */
  | 'NAME_TAKEN'
  /** An id does not exist in this organization. */
  | 'NOT_FOUND'
  /** Decisions of this kind are followed by another one, not undone. */
  | 'NOT_UNDOABLE'
  /** The product of the problem has no repository for its tickets. */
  | 'NO_REPOSITORY'
  /** The problem was merged into another one. */
  | 'PROBLEM_ALREADY_MERGED'
  /** The organization has no product with this key. */
  | 'PRODUCT_NOT_FOUND'
  /** The repository is connected to another organization of this service. */
  | 'REPOSITORY_TAKEN'
  /** The suggestion was decided otherwise, or is outdated. */
  | 'SUGGESTION_DECIDED'
  /** The ticket has no issue in GitHub. */
  | 'TICKET_NOT_IN_GITHUB'
  /** It may be in GitHub already, which is being made sure of. */
  | 'WRITE_UNDER_WAY';

/** What a currency is worth. */
export type ExchangeRateInput = {
  /** The ISO 4217 code, such as USD. */
  currency: string;
  /** What one unit of it is worth in the base currency: 0.000000001 to 1,000,000,000. */
  rate: number;
};

/** The case that guidance is looked for. What is not given excludes nothing. */
export type FindGuidanceInput = {
  /** The key of the part of the product. */
  component?: string | null | undefined;
  /** The customer's locale, as a BCP 47 tag; the language of the text, where not given. */
  locale?: string | null | undefined;
  /** The key of the product. */
  product?: string | null | undefined;
  /** The customer's trouble in words: 1 to 20,000 characters. */
  text: string;
  /** The stage of the customer's journey. */
  touchpoint?: Touchpoint | null | undefined;
  /** The version that the customer has. */
  version?: string | null | undefined;
};

/** Which problem is fixed, and where. */
export type FixProblemInput = {
  /** The global id of the problem. */
  problemId: string;
  /** Why; at most 1,000 characters. It stays in the log. */
  reason?: string | null | undefined;
  /** The version that has the fix, at most 100 characters; where not given, nobody knows. */
  version?: string | null | undefined;
};

/** Whether what a file says now is published. */
export type GuidanceFileState =
  /** It is. */
  | 'PUBLISHED'
  /** It is not, for a mistake; the last good version stays, where there was one. */
  | 'REJECTED';

/** What guidance is about. */
export type GuidanceKind =
  /** Something agents should know. */
  | 'NOTICE'
  /** Something people stumble over when they set the product up. */
  | 'SETUP_PITFALL'
  /** A way around a problem that is not fixed yet. */
  | 'WORKAROUND';

/** Whether agents get it. */
export type GuidanceStatus =
  /** Agents whose cases it fits get it. */
  | 'PUBLISHED'
  /** Nobody gets it any more. */
  | 'RETIRED';

/** What counts for the impact of a problem. */
export type ImpactItemKind =
  /** Distinct customers. */
  | 'CUSTOMERS'
  /** Reports of the last seven days, as far as there are more than in the seven before. */
  | 'GROWTH'
  /** Reports of customers who had reported it before. */
  | 'REPEAT_CONTACTS'
  /** What the affected customers pay in a month, in the base currency. */
  | 'REVENUE'
  /** Customers who had been so for less than 90 days when they first reported it. */
  | 'TENURE'
  /** Customers who met it at a stage of their journey that weighs more: each at the heaviest one. */
  | 'TOUCHPOINT';

/** Reports of the past. */
export type ImportReportsInput = {
  /** One to 500 reports, oldest first. */
  reports: Array<SubmitReportInput>;
};

/** Why guidance applies to a case. */
export type MatchReason =
  /** It is about the part of the product that the case names. */
  | 'COMPONENT'
  /** Its text is like the text of the case. */
  | 'LIKENESS'
  /** It was written for the problem that the case belongs to. */
  | 'PROBLEM';

/** Whether a member is a person or a program, such as an AI agent. Both have the same rights model. */
export type MemberKind =
  /** A program. */
  | 'MACHINE'
  /** A person. */
  | 'PERSON';

/** How a report came into its problem. */
export type MembershipMethod =
  /** It was like enough to the nearest reports of the problem. */
  | 'LIKENESS'
  /** No problem was like enough: the report opened this one. */
  | 'OPENED'
  /** A person decided. */
  | 'PERSON'
  /** It came with its problem, which the service merged into this one. */
  | 'REGROUPED';

/** Which problems share a cause. */
export type MergeProblemsInput = {
  /** The global ids of those that go into it; at most 20. */
  otherProblemIds: Array<string>;
  /** The global id of the problem that stays, with its ticket. */
  problemId: string;
  /** Why; at most 1,000 characters. It stays in the log. */
  reason?: string | null | undefined;
};

/** An amount of money. */
export type MoneyInput = {
  /** How much. */
  amount: string;
  /** The ISO 4217 code, such as EUR. */
  currency: string;
};

/** Which reports belong to another problem. */
export type MoveReportsInput = {
  /** Why; at most 1,000 characters. It stays in the log. */
  reason?: string | null | undefined;
  /** The global ids of the reports; at most 500. */
  reportIds: Array<string>;
  /** The global id of the problem that they belong to. */
  toProblemId: string;
};

/** Which problem gets its ticket. */
export type OpenTicketInput = {
  /** The global id of the problem. */
  problemId: string;
};

/** What is to be done in GitHub. */
export type OutboxKind =
  /** A comment is to be written or edited. */
  | 'COMMENT'
  /** An issue is to be edited. */
  | 'EDIT_ISSUE'
  /** An issue that may exist is looked for, as its answer was lost. */
  | 'FIND_ISSUE'
  /** An issue is to be opened. */
  | 'OPEN_ISSUE';

/** Why something has not been written yet. */
export type OutboxState =
  /** A person has to do something. */
  | 'BLOCKED'
  /** Somebody in GitHub wanted it so; it goes on by itself. */
  | 'PAUSED'
  /** It may have been written, which is being made sure of. */
  | 'UNCERTAIN'
  /** It waits for its turn, or for a limit to pass. */
  | 'WAITING';

/** Which problems are listed: those that all given conditions hold for. */
export type ProblemFilter = {
  /** Those with a report in this language, as an ISO 639 code. */
  language?: string | null | undefined;
  /** Those of the product with this key. */
  product?: string | null | undefined;
  /** Those reported at or after this time. */
  seenAfter?: string | null | undefined;
  /** Those first reported before this time. */
  seenBefore?: string | null | undefined;
  /** Those with one of these statuses. */
  statuses?: Array<ProblemStatus> | null | undefined;
  /** Those with this text in their title or in a report, in any case. */
  text?: string | null | undefined;
};

/** Which problems come first. */
export type ProblemOrder =
  /** Those that most distinct customers have. */
  | 'CUSTOMERS'
  /** Those that grow fastest. */
  | 'GROWTH'
  /** Those with the greatest impact. */
  | 'IMPACT'
  /** Those reported last. */
  | 'LAST_SEEN'
  /** Those whose customers pay most in a month, as far as `setExchangeRates` says how to compare it. */
  | 'REVENUE';

/** How far the company has come with a problem. */
export type ProblemStatus =
  /** It won't change. */
  | 'ACCEPTED'
  /** Designers have taken it on. */
  | 'ACKNOWLEDGED'
  /** Reported, but not often enough to act on. */
  | 'CANDIDATE'
  /** It is fixed. */
  | 'FIXED'
  /** It is being worked on. */
  | 'IN_PROGRESS'
  /** Enough distinct customers have it; nobody has taken it on yet. */
  | 'RECURRING'
  /** It was fixed and is back. */
  | 'REGRESSED';

/** Where the title of a problem comes from. */
export type ProblemTitleSource =
  /** From the report that is most like the others. */
  | 'CENTRAL_REPORT'
  /** A model wrote it, from the most central reports. */
  | 'MODEL'
  /** A person gave it; it stays until it is given back. */
  | 'PERSON'
  /** From its first report. */
  | 'REPORT';

/** New guidance. */
export type PublishGuidanceInput = {
  /** The advice; at most 20,000 characters. */
  body: string;
  /** The key of the part that it is for; all, where not given. */
  component?: string | null | undefined;
  /** A pitfall, a workaround, or a notice. */
  kind: GuidanceKind;
  /** Its language, as a BCP 47 tag; detected, where not given. */
  language?: string | null | undefined;
  /** The locales that it is for; all, where not given. */
  locales?: Array<string> | null | undefined;
  /** The problem that it is written for: every case of it gets it, in any language. */
  problemId?: string | null | undefined;
  /** The key of the product that it is for. */
  product: string;
  /** When somebody should look whether it still holds. */
  reviewOn?: string | null | undefined;
  /** What it is about; at most 200 characters. */
  title: string;
  /** The stage of the journey that it is for; all, where not given. */
  touchpoint?: Touchpoint | null | undefined;
  /** The versions that it is for, such as ">=2.1 <2.4"; all, where not given. */
  versions?: string | null | undefined;
};

/** What became of guidance for one agent on one case. */
export type ReceiptKind =
  /** The agent read it. */
  | 'ACKNOWLEDGED'
  /** It did not help; the reason goes to the product team. */
  | 'DID_NOT_HELP'
  /** It helped the customer. */
  | 'HELPED'
  /** The agent had it before their eyes. */
  | 'SHOWN'
  /** The agent told the customer. */
  | 'USED';

/** What became of guidance. The case is named by either reportId or caseId. */
export type RecordReceiptInput = {
  /** The help desk's own id of the case, where there is no report. */
  caseId?: string | null | undefined;
  /** The global id of the guidance. */
  guidanceId: string;
  /** What became of it. */
  kind: ReceiptKind;
  /** Why; needed for DID_NOT_HELP, at most 1,000 characters. */
  reason?: string | null | undefined;
  /** The global id of the report. */
  reportId?: string | null | undefined;
  /** The number of the version that the agent had. */
  version: number;
};

/** A release of a product. */
export type RecordReleaseInput = {
  /** The key of the product. */
  product: string;
  /** Since when customers can have it. */
  releasedAt: string;
  /** The version; at most 100 characters. */
  version: string;
};

/** Which problems are compared. */
export type RegroupProblemsInput = {
  /** Those of the product with this key; all, where not given. */
  product?: string | null | undefined;
};

/** Which issue is the ticket of a problem. */
export type RelinkTicketInput = {
  /** The issue, as owner/name#number or its address. */
  issue: string;
  /** The global id of the problem. */
  problemId: string;
};

/** Which problem gets which name. */
export type RenameProblemInput = {
  /** The global id of the problem. */
  problemId: string;
  /** Why; at most 1,000 characters. */
  reason?: string | null | undefined;
  /** The new title, one line of at most 90 characters; null has the problem named by its reports again. */
  title?: string | null | undefined;
};

/** Who can read a repository. */
export type RepositoryVisibility =
  /** Those who were given access. */
  | 'PRIVATE'
  /** Everybody. */
  | 'PUBLIC';

/** Which guidance is retired. */
export type RetireGuidanceInput = {
  /** The global id of the guidance. */
  id: string;
};

/** What is to be tried again. */
export type RetryWriteInput = {
  /** The id of an item of the outbox, or of a ticket. */
  id: string;
};

/** What changes in a new version of guidance: null clears, what is not given stays. */
export type ReviseGuidanceInput = {
  /** The advice; at most 20,000 characters. */
  body?: string | null | undefined;
  /** The global id of the guidance. */
  id: string;
  /** Its language, as a BCP 47 tag. */
  language?: string | null | undefined;
  /** The locales that it is for. */
  locales?: Array<string> | null | undefined;
  /** When somebody should look whether it still holds. */
  reviewOn?: string | null | undefined;
  /** What it is about; at most 200 characters. */
  title?: string | null | undefined;
  /** The stage of the journey that it is for. */
  touchpoint?: Touchpoint | null | undefined;
  /** The versions that it is for. */
  versions?: string | null | undefined;
};

/** What an API key lets its member do. */
export type Scope =
  /** Everything, and manage teams, members and keys. */
  | 'ADMIN'
  /** Publish, revise and retire guidance. */
  | 'GUIDE'
  /** Read reports, problems, tickets and guidance. */
  | 'READ'
  /** Submit and import reports, and record receipts. */
  | 'REPORT'
  /** Decide about problems and tickets, and manage products. */
  | 'TRIAGE';

/** The base currency and all rates; they replace those that were set before. */
export type SetExchangeRatesInput = {
  /** The currency that everything is converted to, as an ISO 4217 code. */
  base: string;
  /** The other currencies; at most 200. One that is not here is not converted. */
  rates: Array<ExchangeRateInput>;
  /** How much of it a month counts as much as one customer; 100, where not given. */
  revenuePerPoint?: string | null | undefined;
};

/** Which signals are listed: those that all given conditions hold for. */
export type SignalFilter = {
  /** Those of one of these kinds. */
  kinds?: Array<SignalKind> | null | undefined;
  /** Those about problems of the product with this key. */
  product?: string | null | undefined;
  /** Those noticed at or after this time. */
  since?: string | null | undefined;
};

/** What was noticed about a problem. */
export type SignalKind =
  /** It is new, and grows. */
  | 'EMERGING'
  /** It was fixed, and is reported from a version that has the fix. */
  | 'REGRESSION'
  /** It was fixed, and is reported again; the version does not tell whether the fix was there. */
  | 'REGRESSION_REVIEW'
  /** Far more customers than its own weeks before let expect. */
  | 'SPIKE';

/** Which reports of a problem have another cause. */
export type SplitProblemInput = {
  /** The global id of the problem. */
  problemId: string;
  /** Why; at most 1,000 characters. It stays in the log. */
  reason?: string | null | undefined;
  /** The global ids of the reports that get a problem of their own; at most 500. */
  reportIds: Array<string>;
};

/** One record of one customer's trouble. */
export type SubmitReportInput = {
  /** How the customer got in touch. */
  channel?: Channel | null | undefined;
  /** The key of the part of the product. */
  component?: string | null | undefined;
  /** Who has the trouble. */
  customer?: CustomerInput | null | undefined;
  /** What the customer tries to get done; at most 1,000 characters. */
  desiredOutcome?: string | null | undefined;
  /** The id of the contact in your own systems, at most 200 characters. The same id again changes nothing. */
  externalId?: string | null | undefined;
  /** Its language, as a BCP 47 tag; detected, where not given. */
  language?: string | null | undefined;
  /** When it happened, not in the future; now, where not given. */
  occurredAt?: string | null | undefined;
  /** The key of the product. */
  product?: string | null | undefined;
  /** What the customer said or the agent noted: 1 to 20,000 characters. */
  text: string;
  /** The stage of the customer's journey. */
  touchpoint?: Touchpoint | null | undefined;
  /** The version that the customer has; at most 100 characters. */
  version?: string | null | undefined;
};

/** What became of a suggestion. */
export type SuggestionState =
  /** The problems were merged. */
  | 'ACCEPTED'
  /** The problems never belong together. */
  | 'DISMISSED'
  /** It waits for somebody to decide. */
  | 'OPEN'
  /** One of the problems was merged elsewhere meanwhile. */
  | 'OUTDATED';

/** On which side of the loop a team stands. */
export type TeamKind =
  /** Designs and builds a product. */
  | 'PRODUCT'
  /** Handles customers. */
  | 'SERVICE';

/** When a recurring problem becomes a GitHub issue. */
export type TicketPolicy =
  /** At once, when it is recurring. */
  | 'AUTOMATIC'
  /** When a designer says so, with openTicket. */
  | 'PROPOSED';

/** How far the GitHub issue of a problem has come. */
export type TicketState =
  /** It cannot be written until somebody does what nextStep says; obstacle says why. */
  | 'BLOCKED'
  /** The issue is closed; closeReason says why. */
  | 'CLOSED'
  /** The issue was deleted. */
  | 'GONE'
  /** The issue was transferred to a repository that we cannot see. */
  | 'MOVED'
  /** The issue is open. */
  | 'OPEN'
  /** Nothing is written for now, as somebody wanted it so; obstacle says why. It goes on by itself. */
  | 'PAUSED'
  /** It waits for a person to ask for it, with openTicket. */
  | 'PROPOSED'
  /** It waits to be written: for its turn, for a limit to pass, or for GitHub to be switched on. */
  | 'QUEUED'
  /** It is being created. */
  | 'SENDING'
  /** It may have been created: the answer was lost, and it is looked for before anything is sent again. */
  | 'UNKNOWN';

/** The stage of the customer's journey. */
export type Touchpoint =
  /** Buying it. */
  | 'BUY'
  /** Finding out about the product. */
  | 'DISCOVER'
  /** Getting help. */
  | 'GET_SUPPORT'
  /** Giving it up. */
  | 'LEAVE'
  /** Renewing or extending it. */
  | 'RENEW'
  /** Setting it up. */
  | 'SET_UP'
  /** Using it. */
  | 'USE';

/** Where a problem is going, measured against its own weeks before. */
export type TrendDirection =
  /** It is new, and more customers have it than chance would bring. */
  | 'EMERGING'
  /** Fewer customers this week than in nineteen of twenty such weeks. */
  | 'FALLING'
  /** More customers this week than in nineteen of twenty such weeks. */
  | 'GROWING'
  /** Nobody reported it in the last 28 days. */
  | 'QUIET'
  /** Far more customers than expected, within a day, three days or a week. */
  | 'SPIKE'
  /** As many customers as usual. */
  | 'STEADY'
  /** It has not been watched for long enough to say what is usual. */
  | 'TOO_EARLY';

/** Which decision is taken back. */
export type UndoDecisionInput = {
  /** The global id of the decision. */
  decisionId: string;
  /** Why; at most 1,000 characters. It stays in the log. */
  reason?: string | null | undefined;
};

/** Which problem gives up its issue. */
export type UnlinkTicketInput = {
  /** The global id of the problem. */
  problemId: string;
};

export type AcceptSuggestionMutationVariables = Exact<{
  input: AcceptSuggestionInput;
}>;


export type AcceptSuggestionMutation = { acceptSuggestion:
    | { __typename: 'AcceptSuggestionSuccess', suggestion: { id: string, state: SuggestionState, problem: { id: string, title: string, reportCount: number }, decision: { id: string, kind: DecisionKind } | null } }
    | { __typename: 'ConstraintsInTheWayError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MergeWouldHideTicketError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
    | { __typename: 'SuggestionDecidedError', code: ErrorCode, message: string }
   | null };

export type AcknowledgeProblemMutationVariables = Exact<{
  input: AcknowledgeProblemInput;
}>;


export type AcknowledgeProblemMutation = { acknowledgeProblem:
    | { __typename: 'AcknowledgeProblemSuccess', problem: { id: string, status: ProblemStatus, statusSince: string } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
   | null };

export type ApproveQuotesMutationVariables = Exact<{
  input: ApproveQuotesInput;
}>;


export type ApproveQuotesMutation = { approveQuotes:
    | { __typename: 'ApproveQuotesSuccess', shown: boolean, explanation: string, problem: { id: string, title: string } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
   | null };

export type ConnectRepositoryMutationVariables = Exact<{
  input: ConnectRepositoryInput;
}>;


export type ConnectRepositoryMutation = { connectRepository:
    | { __typename: 'ConnectRepositorySuccess', ready: boolean, findings: Array<{ check: ConnectionCheck, ok: boolean, message: string, nextStep: string | null }>, repository: { name: string, visibility: RepositoryVisibility | null, explanation: string, nextStep: string | null }, product: { key: string, ticketPolicy: TicketPolicy, quotesAllowed: boolean, labels: Array<string>, issueType: string | null, guidanceFolder: string | null } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ProductNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RepositoryTakenError', code: ErrorCode, message: string }
   | null };

export type CoverageQueryVariables = Exact<{
  product?: string | null | undefined;
  since?: string | null | undefined;
}>;


export type CoverageQuery = { coverage:
    | { __typename: 'CoverageSuccess', product: { key: string } | null, languages: Array<{ language: string, reports: number, alone: number, acrossLanguages: number, waiting: number, understood: boolean, note: string }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ProductNotFoundError', code: ErrorCode, message: string }
   | null };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { createApiKey:
    | { __typename: 'CreateApiKeySuccess', token: string, apiKey: { id: string, name: string, hint: string, scopes: Array<Scope>, expiresAt: string | null } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   | null };

export type CreateComponentMutationVariables = Exact<{
  input: CreateComponentInput;
}>;


export type CreateComponentMutation = { createComponent:
    | { __typename: 'CreateComponentSuccess', component: { id: string, key: string, name: string } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'KeyTakenError', code: ErrorCode, message: string }
    | { __typename: 'ProductNotFoundError', code: ErrorCode, message: string }
   | null };

export type CreateProductMutationVariables = Exact<{
  input: CreateProductInput;
}>;


export type CreateProductMutation = { createProduct:
    | { __typename: 'CreateProductSuccess', product: { id: string, key: string, repository: string | null, ticketPolicy: TicketPolicy, recurringCustomers: number, recurringWindowDays: number } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, field: string }
    | { __typename: 'KeyTakenError', code: ErrorCode, message: string }
    | { __typename: 'RepositoryTakenError', code: ErrorCode, message: string }
   | null };

export type DecisionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DecisionsQuery = { decisions: { edges: Array<{ node: { id: string, kind: DecisionKind, automatic: boolean, reason: string | null, decidedAt: string, githubLogin: string | null, movedReports: number, member: { name: string } | null, problem: { id: string, title: string }, otherProblem: { id: string, title: string } | null, undoneBy: { id: string, decidedAt: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DismissSuggestionMutationVariables = Exact<{
  input: DismissSuggestionInput;
}>;


export type DismissSuggestionMutation = { dismissSuggestion:
    | { __typename: 'DismissSuggestionSuccess', suggestion: { id: string, state: SuggestionState, problem: { id: string, title: string, reportCount: number }, decision: { id: string, kind: DecisionKind } | null } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SuggestionDecidedError', code: ErrorCode, message: string }
   | null };

export type DropWriteMutationVariables = Exact<{
  input: DropWriteInput;
}>;


export type DropWriteMutation = { dropWrite:
    | { __typename: 'DropWriteSuccess', id: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'WriteUnderWayError', code: ErrorCode, message: string }
   | null };

export type ExchangeRatesQueryVariables = Exact<{ [key: string]: never; }>;


export type ExchangeRatesQuery = { exchangeRates: { base: string | null, revenuePerPoint: string | null, setAt: string | null, rates: Array<{ currency: string, rate: number }>, missing: Array<{ currency: string, customers: number }>, setBy: { name: string } | null } };

export type ExplainMembershipQueryVariables = Exact<{
  reportId: string;
}>;


export type ExplainMembershipQuery = { explainMembership: { explanation: string, method: MembershipMethod, score: number | null, threshold: number | null, model: string | null, sharedTerms: Array<string>, nearest: Array<{ likeness: number, report: { text: string } | null }>, problem: { id: string, title: string }, decision: { kind: DecisionKind, reason: string | null, decidedAt: string, member: { name: string } | null } | null } | null };

export type FindGuidanceQueryVariables = Exact<{
  input: FindGuidanceInput;
  first?: number;
}>;


export type FindGuidanceQuery = { findGuidance:
    | { __typename: 'ComponentNotFoundError', code: ErrorCode, message: string, near: Array<string> }
    | { __typename: 'FindGuidanceSuccess', matches: Array<{ reason: MatchReason, likeness: number, guidance: { id: string, kind: GuidanceKind, helped: number, didNotHelp: number }, version: { number: number, title: string, body: string, reviewOn: string | null } }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ProductNotFoundError', code: ErrorCode, message: string, near: Array<string> }
   | null };

export type FixProblemMutationVariables = Exact<{
  input: FixProblemInput;
}>;


export type FixProblemMutation = { fixProblem:
    | { __typename: 'FixProblemSuccess', problem: { id: string, status: ProblemStatus, fixedAt: string | null, fixedInVersion: string | null, fixRelease: { releasedAt: string } | null } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
   | null };

export type GuidanceFilesQueryVariables = Exact<{
  product?: string | null | undefined;
  state?: GuidanceFileState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GuidanceFilesQuery = { guidanceFiles: { edges: Array<{ node: { id: string, path: string, state: GuidanceFileState, error: string | null, syncedAt: string, repository: { name: string, guidanceObstacle: string | null }, guidance: { id: string, status: GuidanceStatus, sourceUrl: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ImportReportsMutationVariables = Exact<{
  input: ImportReportsInput;
}>;


export type ImportReportsMutation = { importReports:
    | { __typename: 'ImportReportsSuccess', imported: number, alreadyKnown: number, rejected: Array<{ index: number, error:
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
          | { code: ErrorCode, message: string }
         }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
   | null };

export type MergeProblemsMutationVariables = Exact<{
  input: MergeProblemsInput;
}>;


export type MergeProblemsMutation = { mergeProblems:
    | { __typename: 'ConstraintsInTheWayError', code: ErrorCode, message: string, decisions: Array<{ id: string, kind: DecisionKind, reason: string | null }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MergeProblemsSuccess', problem: { id: string, title: string, reportCount: number, customerCount: number }, decisions: Array<{ id: string, movedReports: number }> }
    | { __typename: 'MergeWouldHideTicketError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string, survivor: { id: string, title: string } }
   | null };

export type MoveReportsMutationVariables = Exact<{
  input: MoveReportsInput;
}>;


export type MoveReportsMutation = { moveReports:
    | { __typename: 'ConstraintsInTheWayError', code: ErrorCode, message: string, decisions: Array<{ id: string, kind: DecisionKind, reason: string | null }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'MergeWouldHideTicketError', code: ErrorCode, message: string }
    | { __typename: 'MoveReportsSuccess', problem: { id: string, reportCount: number }, decisions: Array<{ id: string, otherProblem: { id: string, reportCount: number } | null }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
   | null };

export type OpenTicketMutationVariables = Exact<{
  input: OpenTicketInput;
}>;


export type OpenTicketMutation = { openTicket:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NoRepositoryError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OpenTicketSuccess', ticket: { id: string, state: TicketState, explanation: string, nextStep: string | null, repository: string, number: number | null, url: string | null } }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
   | null };

export type OutboxQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type OutboxQuery = { outbox: { edges: Array<{ node: { id: string, kind: OutboxKind, state: OutboxState, repository: string, why: string, nextStep: string | null, since: string, nextAttemptAt: string | null, ticket: { problem: { id: string, title: string } } | null } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type PreviewTicketQueryVariables = Exact<{
  problemId: string;
}>;


export type PreviewTicketQuery = { previewTicket: { repository: string | null, public: boolean, title: string, body: string, labels: Array<string>, issueType: string | null, removed: Array<{ kind: string, count: number }>, quotes: Array<{ text: string, language: string, approved: boolean, shown: boolean, report: { id: string } | null }> } | null };

export type ProblemImpactQueryVariables = Exact<{
  id: string;
}>;


export type ProblemImpactQuery = { problem: { impact: number, impactBreakdown: { formula: string, points: number, items: Array<{ item: ImpactItemKind, touchpoint: Touchpoint | null, amount: number, weight: number, points: number, explanation: string }>, tenure: { customers: number, medianDays: number | null, newShare: number | null }, uncountedRevenue: Array<{ amount: string, currency: string }> } } | null };

export type ProblemTrendQueryVariables = Exact<{
  id: string;
}>;


export type ProblemTrendQuery = { problem: { trend: { direction: TrendDirection, reason: string, thisWeek: number, expected: number | null, low: number | null, high: number | null, probability: number | null }, weeks: Array<{ weekStart: string, reports: number, customers: number }>, rates: { days: number, byLanguage: Array<{ language: string, reports: number, volume: number, perThousand: number | null, low: number | null, high: number | null }>, byTeam: Array<{ reports: number, volume: number, perThousand: number | null, low: number | null, high: number | null, team: { name: string } | null }> }, signals: { edges: Array<{ node: { kind: SignalKind, reason: string, at: string, endedAt: string | null } }> } } | null };

export type ProblemQueryVariables = Exact<{
  id: string;
  reports?: number | null | undefined;
}>;


export type ProblemQuery = { problem: { id: string, title: string, titleSource: ProblemTitleSource, summary: string, terms: Array<string>, status: ProblemStatus, statusSince: string, recurringSince: string | null, firstSeenAt: string, lastSeenAt: string, reportCount: number, customerCount: number, repeatContacts: number, impact: number, growth: number, revenue: Array<{ amount: string, currency: string }>, versions: Array<{ version: string, reports: number }>, languages: Array<{ language: string, reports: number }>, weeks: Array<{ weekStart: string, reports: number, customers: number }>, memberships: { edges: Array<{ node: { method: MembershipMethod, score: number | null, sharedTerms: Array<string>, report: { id: string, text: string, language: string, version: string | null, channel: Channel, occurredAt: string } } }> }, ticket: { state: TicketState, explanation: string, url: string | null, closeReason: CloseReason | null, preview: { title: string, body: string } | null } | null, guidance: { edges: Array<{ node: { id: string, status: GuidanceStatus, helped: number, didNotHelp: number, current: { title: string } } }> }, decisions: { edges: Array<{ node: { kind: DecisionKind, reason: string | null, decidedAt: string, githubLogin: string | null, member: { name: string } | null } }> } } | null };

export type ProblemsQueryVariables = Exact<{
  filter?: ProblemFilter | null | undefined;
  orderBy?: ProblemOrder;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProblemsQuery = { problems: { totalCount: number, edges: Array<{ node: { id: string, title: string, status: ProblemStatus, statusSince: string, reportCount: number, customerCount: number, repeatContacts: number, impact: number, growth: number, lastSeenAt: string, product: { key: string } | null, languages: Array<{ language: string, reports: number }>, ticket: { state: TicketState, number: number | null, url: string | null } | null } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } };

export type PublishGuidanceMutationVariables = Exact<{
  input: PublishGuidanceInput;
}>;


export type PublishGuidanceMutation = { publishGuidance:
    | { __typename: 'ComponentNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, field: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProductNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PublishGuidanceSuccess', guidance: { id: string, status: GuidanceStatus, current: { number: number, title: string, language: string } } }
   | null };

export type RecordReceiptMutationVariables = Exact<{
  input: RecordReceiptInput;
}>;


export type RecordReceiptMutation = { recordReceipt:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RecordReceiptSuccess', receipt: { kind: ReceiptKind, version: number, recordedAt: string } }
   | null };

export type RecordReleaseMutationVariables = Exact<{
  input: RecordReleaseInput;
}>;


export type RecordReleaseMutation = { recordRelease:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ProductNotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RecordReleaseSuccess', release: { id: string, version: string, releasedAt: string } }
   | null };

export type RegroupProblemsMutationVariables = Exact<{
  input: RegroupProblemsInput;
}>;


export type RegroupProblemsMutation = { regroupProblems:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'ProductNotFoundError', near: Array<string>, code: ErrorCode, message: string }
    | { __typename: 'RegroupProblemsSuccess', done: boolean }
   | null };

export type RelinkTicketMutationVariables = Exact<{
  input: RelinkTicketInput;
}>;


export type RelinkTicketMutation = { relinkTicket:
    | { __typename: 'GitHubIsOffError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'IssueNotReadableError', code: ErrorCode, message: string }
    | { __typename: 'IssueTakenError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
    | { __typename: 'RelinkTicketSuccess', ticket: { id: string, state: TicketState, explanation: string, nextStep: string | null, repository: string, number: number | null, url: string | null } }
    | { __typename: 'RepositoryTakenError', code: ErrorCode, message: string }
    | { __typename: 'WriteUnderWayError', code: ErrorCode, message: string }
   | null };

export type RenameProblemMutationVariables = Exact<{
  input: RenameProblemInput;
}>;


export type RenameProblemMutation = { renameProblem:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
    | { __typename: 'RenameProblemSuccess', problem: { id: string, title: string, titleSource: ProblemTitleSource, summary: string } }
   | null };

export type RetireGuidanceMutationVariables = Exact<{
  input: RetireGuidanceInput;
}>;


export type RetireGuidanceMutation = { retireGuidance:
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RetireGuidanceSuccess', guidance: { id: string, status: GuidanceStatus } }
   | null };

export type RetryWriteMutationVariables = Exact<{
  input: RetryWriteInput;
}>;


export type RetryWriteMutation = { retryWrite:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RetryWriteSuccess', id: string }
   | null };

export type ReviseGuidanceMutationVariables = Exact<{
  input: ReviseGuidanceInput;
}>;


export type ReviseGuidanceMutation = { reviseGuidance:
    | { __typename: 'GuidanceRetiredError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReviseGuidanceSuccess', guidance: { id: string, current: { number: number, title: string, body: string } } }
   | null };

export type SetExchangeRatesMutationVariables = Exact<{
  input: SetExchangeRatesInput;
}>;


export type SetExchangeRatesMutation = { setExchangeRates:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'SetExchangeRatesSuccess', exchangeRates: { base: string | null, revenuePerPoint: string | null, rates: Array<{ currency: string, rate: number }>, missing: Array<{ currency: string, customers: number }> } }
   | null };

export type SignalsQueryVariables = Exact<{
  filter?: SignalFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SignalsQuery = { signals: { edges: Array<{ node: { id: string, kind: SignalKind, reason: string, at: string, endedAt: string | null, problem: { id: string, title: string, status: ProblemStatus } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SplitProblemMutationVariables = Exact<{
  input: SplitProblemInput;
}>;


export type SplitProblemMutation = { splitProblem:
    | { __typename: 'ConstraintsInTheWayError', code: ErrorCode, message: string, decisions: Array<{ id: string, kind: DecisionKind, reason: string | null }> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ProblemAlreadyMergedError', code: ErrorCode, message: string }
    | { __typename: 'SplitProblemSuccess', problem: { id: string, reportCount: number }, newProblem: { id: string, title: string, reportCount: number }, decision: { id: string } }
   | null };

export type SubmitReportMutationVariables = Exact<{
  input: SubmitReportInput;
}>;


export type SubmitReportMutation = { submitReport:
    | { __typename: 'ComponentNotFoundError', code: ErrorCode, message: string, near: Array<string> }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, field: string }
    | { __typename: 'ProductNotFoundError', code: ErrorCode, message: string, near: Array<string> }
    | { __typename: 'SubmitReportSuccess', alreadyKnown: boolean, report: { id: string, language: string, customerContacts: { reports: number, inProblem: number } | null, membership: { method: MembershipMethod, score: number | null, threshold: number | null, sharedTerms: Array<string>, nearest: Array<{ likeness: number, report: { id: string, text: string } | null }>, problem: { id: string, title: string, status: ProblemStatus, reportCount: number, customerCount: number, ticket: { state: TicketState, explanation: string, url: string | null } | null } } | null, guidance: Array<{ reason: MatchReason, likeness: number, guidance: { id: string, kind: GuidanceKind }, version: { number: number, title: string, body: string } }> } }
   | null };

export type SuggestionsQueryVariables = Exact<{
  states?: Array<SuggestionState> | SuggestionState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SuggestionsQuery = { suggestions: { totalCount: number, edges: Array<{ node: { id: string, state: SuggestionState, score: number, threshold: number, explanation: string, sharedTerms: Array<string>, problem: { id: string, title: string, reportCount: number }, otherProblem: { id: string, title: string, reportCount: number }, nearest: Array<{ likeness: number, report: { text: string } | null, otherReport: { text: string } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UndoDecisionMutationVariables = Exact<{
  input: UndoDecisionInput;
}>;


export type UndoDecisionMutation = { undoDecision:
    | { __typename: 'ConstraintsInTheWayError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'LaterDecisionsInTheWayError', code: ErrorCode, message: string, decisions: Array<{ id: string, kind: DecisionKind, decidedAt: string }> }
    | { __typename: 'MergeWouldHideTicketError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'NotUndoableError', code: ErrorCode, message: string }
    | { __typename: 'UndoDecisionSuccess', decision: { id: string, movedReports: number, undoes: { id: string, kind: DecisionKind } | null } }
   | null };

export type UnlinkTicketMutationVariables = Exact<{
  input: UnlinkTicketInput;
}>;


export type UnlinkTicketMutation = { unlinkTicket:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TicketNotInGitHubError', code: ErrorCode, message: string }
    | { __typename: 'UnlinkTicketSuccess', ticket: { id: string, state: TicketState, explanation: string, nextStep: string | null, repository: string, number: number | null, url: string | null } }
    | { __typename: 'WriteUnderWayError', code: ErrorCode, message: string }
   | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { scopes: Array<Scope>, organization: { name: string }, member: { name: string, kind: MemberKind, team: { name: string, kind: TeamKind } | null } } };

export type WatchGuidanceSubscriptionVariables = Exact<{
  product?: string | null | undefined;
}>;


export type WatchGuidanceSubscription = { guidancePublished: { id: string, kind: GuidanceKind, product: { key: string }, component: { key: string } | null, current: { number: number, title: string, body: string } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const AcceptSuggestionDocument = new TypedDocumentString(`
    mutation AcceptSuggestion($input: AcceptSuggestionInput!) {
  acceptSuggestion(input: $input) {
    __typename
    ... on AcceptSuggestionSuccess {
      suggestion {
        id
        state
        problem {
          id
          title
          reportCount
        }
        decision {
          id
          kind
        }
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptSuggestionMutation, AcceptSuggestionMutationVariables>;
export const AcknowledgeProblemDocument = new TypedDocumentString(`
    mutation AcknowledgeProblem($input: AcknowledgeProblemInput!) {
  acknowledgeProblem(input: $input) {
    __typename
    ... on AcknowledgeProblemSuccess {
      problem {
        id
        status
        statusSince
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AcknowledgeProblemMutation, AcknowledgeProblemMutationVariables>;
export const ApproveQuotesDocument = new TypedDocumentString(`
    mutation ApproveQuotes($input: ApproveQuotesInput!) {
  approveQuotes(input: $input) {
    __typename
    ... on ApproveQuotesSuccess {
      problem {
        id
        title
      }
      shown
      explanation
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ApproveQuotesMutation, ApproveQuotesMutationVariables>;
export const ConnectRepositoryDocument = new TypedDocumentString(`
    mutation ConnectRepository($input: ConnectRepositoryInput!) {
  connectRepository(input: $input) {
    __typename
    ... on ConnectRepositorySuccess {
      ready
      findings {
        check
        ok
        message
        nextStep
      }
      repository {
        name
        visibility
        explanation
        nextStep
      }
      product {
        key
        ticketPolicy
        quotesAllowed
        labels
        issueType
        guidanceFolder
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectRepositoryMutation, ConnectRepositoryMutationVariables>;
export const CoverageDocument = new TypedDocumentString(`
    query Coverage($product: String, $since: DateTime) {
  coverage(product: $product, since: $since) {
    __typename
    ... on CoverageSuccess {
      product {
        key
      }
      languages {
        language
        reports
        alone
        acrossLanguages
        waiting
        understood
        note
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CoverageQuery, CoverageQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    __typename
    ... on CreateApiKeySuccess {
      token
      apiKey {
        id
        name
        hint
        scopes
        expiresAt
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const CreateComponentDocument = new TypedDocumentString(`
    mutation CreateComponent($input: CreateComponentInput!) {
  createComponent(input: $input) {
    __typename
    ... on CreateComponentSuccess {
      component {
        id
        key
        name
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<CreateComponentMutation, CreateComponentMutationVariables>;
export const CreateProductDocument = new TypedDocumentString(`
    mutation CreateProduct($input: CreateProductInput!) {
  createProduct(input: $input) {
    __typename
    ... on CreateProductSuccess {
      product {
        id
        key
        repository
        ticketPolicy
        recurringCustomers
        recurringWindowDays
      }
    }
    ... on UserError {
      code
      message
    }
    ... on InvalidInputError {
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CreateProductMutation, CreateProductMutationVariables>;
export const DecisionsDocument = new TypedDocumentString(`
    query Decisions($first: Int, $after: String) {
  decisions(first: $first, after: $after) {
    edges {
      node {
        id
        kind
        automatic
        reason
        decidedAt
        member {
          name
        }
        githubLogin
        movedReports
        problem {
          id
          title
        }
        otherProblem {
          id
          title
        }
        undoneBy {
          id
          decidedAt
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<DecisionsQuery, DecisionsQueryVariables>;
export const DismissSuggestionDocument = new TypedDocumentString(`
    mutation DismissSuggestion($input: DismissSuggestionInput!) {
  dismissSuggestion(input: $input) {
    __typename
    ... on DismissSuggestionSuccess {
      suggestion {
        id
        state
        problem {
          id
          title
          reportCount
        }
        decision {
          id
          kind
        }
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DismissSuggestionMutation, DismissSuggestionMutationVariables>;
export const DropWriteDocument = new TypedDocumentString(`
    mutation DropWrite($input: DropWriteInput!) {
  dropWrite(input: $input) {
    __typename
    ... on DropWriteSuccess {
      id
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<DropWriteMutation, DropWriteMutationVariables>;
export const ExchangeRatesDocument = new TypedDocumentString(`
    query ExchangeRates {
  exchangeRates {
    base
    revenuePerPoint
    rates {
      currency
      rate
    }
    missing {
      currency
      customers
    }
    setAt
    setBy {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<ExchangeRatesQuery, ExchangeRatesQueryVariables>;
export const ExplainMembershipDocument = new TypedDocumentString(`
    query ExplainMembership($reportId: ID!) {
  explainMembership(reportId: $reportId) {
    explanation
    method
    score
    threshold
    model
    sharedTerms
    nearest {
      likeness
      report {
        text
      }
    }
    problem {
      id
      title
    }
    decision {
      kind
      reason
      decidedAt
      member {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExplainMembershipQuery, ExplainMembershipQueryVariables>;
export const FindGuidanceDocument = new TypedDocumentString(`
    query FindGuidance($input: FindGuidanceInput!, $first: Int! = 3) {
  findGuidance(input: $input, first: $first) {
    __typename
    ... on FindGuidanceSuccess {
      matches {
        reason
        likeness
        guidance {
          id
          kind
          helped
          didNotHelp
        }
        version {
          number
          title
          body
          reviewOn
        }
      }
    }
    ... on UserError {
      code
      message
    }
    ... on ProductNotFoundError {
      near
    }
    ... on ComponentNotFoundError {
      near
    }
  }
}
    `) as unknown as TypedDocumentString<FindGuidanceQuery, FindGuidanceQueryVariables>;
export const FixProblemDocument = new TypedDocumentString(`
    mutation FixProblem($input: FixProblemInput!) {
  fixProblem(input: $input) {
    __typename
    ... on FixProblemSuccess {
      problem {
        id
        status
        fixedAt
        fixedInVersion
        fixRelease {
          releasedAt
        }
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<FixProblemMutation, FixProblemMutationVariables>;
export const GuidanceFilesDocument = new TypedDocumentString(`
    query GuidanceFiles($product: String, $state: GuidanceFileState, $first: Int, $after: String) {
  guidanceFiles(product: $product, state: $state, first: $first, after: $after) {
    edges {
      node {
        id
        path
        repository {
          name
          guidanceObstacle
        }
        state
        error
        guidance {
          id
          status
          sourceUrl
        }
        syncedAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<GuidanceFilesQuery, GuidanceFilesQueryVariables>;
export const ImportReportsDocument = new TypedDocumentString(`
    mutation ImportReports($input: ImportReportsInput!) {
  importReports(input: $input) {
    __typename
    ... on ImportReportsSuccess {
      imported
      alreadyKnown
      rejected {
        index
        error {
          code
          message
        }
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ImportReportsMutation, ImportReportsMutationVariables>;
export const MergeProblemsDocument = new TypedDocumentString(`
    mutation MergeProblems($input: MergeProblemsInput!) {
  mergeProblems(input: $input) {
    __typename
    ... on MergeProblemsSuccess {
      problem {
        id
        title
        reportCount
        customerCount
      }
      decisions {
        id
        movedReports
      }
    }
    ... on ProblemAlreadyMergedError {
      survivor {
        id
        title
      }
    }
    ... on ConstraintsInTheWayError {
      decisions {
        id
        kind
        reason
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MergeProblemsMutation, MergeProblemsMutationVariables>;
export const MoveReportsDocument = new TypedDocumentString(`
    mutation MoveReports($input: MoveReportsInput!) {
  moveReports(input: $input) {
    __typename
    ... on MoveReportsSuccess {
      problem {
        id
        reportCount
      }
      decisions {
        id
        otherProblem {
          id
          reportCount
        }
      }
    }
    ... on ConstraintsInTheWayError {
      decisions {
        id
        kind
        reason
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<MoveReportsMutation, MoveReportsMutationVariables>;
export const OpenTicketDocument = new TypedDocumentString(`
    mutation OpenTicket($input: OpenTicketInput!) {
  openTicket(input: $input) {
    __typename
    ... on OpenTicketSuccess {
      ticket {
        id
        state
        explanation
        nextStep
        repository
        number
        url
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<OpenTicketMutation, OpenTicketMutationVariables>;
export const OutboxDocument = new TypedDocumentString(`
    query Outbox($first: Int) {
  outbox(first: $first) {
    edges {
      node {
        id
        kind
        state
        repository
        why
        nextStep
        since
        nextAttemptAt
        ticket {
          problem {
            id
            title
          }
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<OutboxQuery, OutboxQueryVariables>;
export const PreviewTicketDocument = new TypedDocumentString(`
    query PreviewTicket($problemId: ID!) {
  previewTicket(problemId: $problemId) {
    repository
    public
    title
    body
    labels
    issueType
    removed {
      kind
      count
    }
    quotes {
      report {
        id
      }
      text
      language
      approved
      shown
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewTicketQuery, PreviewTicketQueryVariables>;
export const ProblemImpactDocument = new TypedDocumentString(`
    query ProblemImpact($id: ID!) {
  problem(id: $id) {
    impact
    impactBreakdown {
      formula
      points
      items {
        item
        touchpoint
        amount
        weight
        points
        explanation
      }
      tenure {
        customers
        medianDays
        newShare
      }
      uncountedRevenue {
        amount
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProblemImpactQuery, ProblemImpactQueryVariables>;
export const ProblemTrendDocument = new TypedDocumentString(`
    query ProblemTrend($id: ID!) {
  problem(id: $id) {
    trend {
      direction
      reason
      thisWeek
      expected
      low
      high
      probability
    }
    weeks {
      weekStart
      reports
      customers
    }
    rates {
      days
      byLanguage {
        language
        reports
        volume
        perThousand
        low
        high
      }
      byTeam {
        team {
          name
        }
        reports
        volume
        perThousand
        low
        high
      }
    }
    signals(first: 10) {
      edges {
        node {
          kind
          reason
          at
          endedAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProblemTrendQuery, ProblemTrendQueryVariables>;
export const ProblemDocument = new TypedDocumentString(`
    query Problem($id: ID!, $reports: Int = 10) {
  problem(id: $id) {
    id
    title
    titleSource
    summary
    terms
    status
    statusSince
    recurringSince
    firstSeenAt
    lastSeenAt
    reportCount
    customerCount
    repeatContacts
    impact
    growth
    revenue {
      amount
      currency
    }
    versions {
      version
      reports
    }
    languages {
      language
      reports
    }
    weeks {
      weekStart
      reports
      customers
    }
    memberships(first: $reports) {
      edges {
        node {
          method
          score
          sharedTerms
          report {
            id
            text
            language
            version
            channel
            occurredAt
          }
        }
      }
    }
    ticket {
      state
      explanation
      url
      closeReason
      preview {
        title
        body
      }
    }
    guidance {
      edges {
        node {
          id
          status
          helped
          didNotHelp
          current {
            title
          }
        }
      }
    }
    decisions {
      edges {
        node {
          kind
          reason
          decidedAt
          member {
            name
          }
          githubLogin
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProblemQuery, ProblemQueryVariables>;
export const ProblemsDocument = new TypedDocumentString(`
    query Problems($filter: ProblemFilter, $orderBy: ProblemOrder! = IMPACT, $first: Int = 20, $after: String) {
  problems(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount
    edges {
      node {
        id
        title
        status
        statusSince
        product {
          key
        }
        reportCount
        customerCount
        repeatContacts
        impact
        growth
        languages {
          language
          reports
        }
        lastSeenAt
        ticket {
          state
          number
          url
        }
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<ProblemsQuery, ProblemsQueryVariables>;
export const PublishGuidanceDocument = new TypedDocumentString(`
    mutation PublishGuidance($input: PublishGuidanceInput!) {
  publishGuidance(input: $input) {
    __typename
    ... on PublishGuidanceSuccess {
      guidance {
        id
        status
        current {
          number
          title
          language
        }
      }
    }
    ... on UserError {
      code
      message
    }
    ... on InvalidInputError {
      field
    }
  }
}
    `) as unknown as TypedDocumentString<PublishGuidanceMutation, PublishGuidanceMutationVariables>;
export const RecordReceiptDocument = new TypedDocumentString(`
    mutation RecordReceipt($input: RecordReceiptInput!) {
  recordReceipt(input: $input) {
    __typename
    ... on RecordReceiptSuccess {
      receipt {
        kind
        version
        recordedAt
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecordReceiptMutation, RecordReceiptMutationVariables>;
export const RecordReleaseDocument = new TypedDocumentString(`
    mutation RecordRelease($input: RecordReleaseInput!) {
  recordRelease(input: $input) {
    __typename
    ... on RecordReleaseSuccess {
      release {
        id
        version
        releasedAt
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RecordReleaseMutation, RecordReleaseMutationVariables>;
export const RegroupProblemsDocument = new TypedDocumentString(`
    mutation RegroupProblems($input: RegroupProblemsInput!) {
  regroupProblems(input: $input) {
    __typename
    ... on RegroupProblemsSuccess {
      done
    }
    ... on ProductNotFoundError {
      near
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RegroupProblemsMutation, RegroupProblemsMutationVariables>;
export const RelinkTicketDocument = new TypedDocumentString(`
    mutation RelinkTicket($input: RelinkTicketInput!) {
  relinkTicket(input: $input) {
    __typename
    ... on RelinkTicketSuccess {
      ticket {
        id
        state
        explanation
        nextStep
        repository
        number
        url
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RelinkTicketMutation, RelinkTicketMutationVariables>;
export const RenameProblemDocument = new TypedDocumentString(`
    mutation RenameProblem($input: RenameProblemInput!) {
  renameProblem(input: $input) {
    __typename
    ... on RenameProblemSuccess {
      problem {
        id
        title
        titleSource
        summary
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RenameProblemMutation, RenameProblemMutationVariables>;
export const RetireGuidanceDocument = new TypedDocumentString(`
    mutation RetireGuidance($input: RetireGuidanceInput!) {
  retireGuidance(input: $input) {
    __typename
    ... on RetireGuidanceSuccess {
      guidance {
        id
        status
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetireGuidanceMutation, RetireGuidanceMutationVariables>;
export const RetryWriteDocument = new TypedDocumentString(`
    mutation RetryWrite($input: RetryWriteInput!) {
  retryWrite(input: $input) {
    __typename
    ... on RetryWriteSuccess {
      id
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RetryWriteMutation, RetryWriteMutationVariables>;
export const ReviseGuidanceDocument = new TypedDocumentString(`
    mutation ReviseGuidance($input: ReviseGuidanceInput!) {
  reviseGuidance(input: $input) {
    __typename
    ... on ReviseGuidanceSuccess {
      guidance {
        id
        current {
          number
          title
          body
        }
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ReviseGuidanceMutation, ReviseGuidanceMutationVariables>;
export const SetExchangeRatesDocument = new TypedDocumentString(`
    mutation SetExchangeRates($input: SetExchangeRatesInput!) {
  setExchangeRates(input: $input) {
    __typename
    ... on SetExchangeRatesSuccess {
      exchangeRates {
        base
        revenuePerPoint
        rates {
          currency
          rate
        }
        missing {
          currency
          customers
        }
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SetExchangeRatesMutation, SetExchangeRatesMutationVariables>;
export const SignalsDocument = new TypedDocumentString(`
    query Signals($filter: SignalFilter, $first: Int, $after: String) {
  signals(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        id
        kind
        reason
        at
        endedAt
        problem {
          id
          title
          status
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<SignalsQuery, SignalsQueryVariables>;
export const SplitProblemDocument = new TypedDocumentString(`
    mutation SplitProblem($input: SplitProblemInput!) {
  splitProblem(input: $input) {
    __typename
    ... on SplitProblemSuccess {
      problem {
        id
        reportCount
      }
      newProblem {
        id
        title
        reportCount
      }
      decision {
        id
      }
    }
    ... on ConstraintsInTheWayError {
      decisions {
        id
        kind
        reason
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<SplitProblemMutation, SplitProblemMutationVariables>;
export const SubmitReportDocument = new TypedDocumentString(`
    mutation SubmitReport($input: SubmitReportInput!) {
  submitReport(input: $input) {
    __typename
    ... on SubmitReportSuccess {
      alreadyKnown
      report {
        id
        language
        customerContacts {
          reports
          inProblem
        }
        membership {
          method
          score
          threshold
          sharedTerms
          nearest {
            likeness
            report {
              id
              text
            }
          }
          problem {
            id
            title
            status
            reportCount
            customerCount
            ticket {
              state
              explanation
              url
            }
          }
        }
        guidance(first: 3) {
          reason
          likeness
          guidance {
            id
            kind
          }
          version {
            number
            title
            body
          }
        }
      }
    }
    ... on UserError {
      code
      message
    }
    ... on InvalidInputError {
      field
    }
    ... on ProductNotFoundError {
      near
    }
    ... on ComponentNotFoundError {
      near
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitReportMutation, SubmitReportMutationVariables>;
export const SuggestionsDocument = new TypedDocumentString(`
    query Suggestions($states: [SuggestionState!], $first: Int, $after: String) {
  suggestions(states: $states, first: $first, after: $after) {
    totalCount
    edges {
      node {
        id
        state
        score
        threshold
        explanation
        sharedTerms
        problem {
          id
          title
          reportCount
        }
        otherProblem {
          id
          title
          reportCount
        }
        nearest {
          likeness
          report {
            text
          }
          otherReport {
            text
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<SuggestionsQuery, SuggestionsQueryVariables>;
export const UndoDecisionDocument = new TypedDocumentString(`
    mutation UndoDecision($input: UndoDecisionInput!) {
  undoDecision(input: $input) {
    __typename
    ... on UndoDecisionSuccess {
      decision {
        id
        movedReports
        undoes {
          id
          kind
        }
      }
    }
    ... on LaterDecisionsInTheWayError {
      decisions {
        id
        kind
        decidedAt
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UndoDecisionMutation, UndoDecisionMutationVariables>;
export const UnlinkTicketDocument = new TypedDocumentString(`
    mutation UnlinkTicket($input: UnlinkTicketInput!) {
  unlinkTicket(input: $input) {
    __typename
    ... on UnlinkTicketSuccess {
      ticket {
        id
        state
        explanation
        nextStep
        repository
        number
        url
      }
    }
    ... on UserError {
      code
      message
    }
  }
}
    `) as unknown as TypedDocumentString<UnlinkTicketMutation, UnlinkTicketMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    organization {
      name
    }
    member {
      name
      kind
      team {
        name
        kind
      }
    }
    scopes
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const WatchGuidanceDocument = new TypedDocumentString(`
    subscription WatchGuidance($product: String) {
  guidancePublished(product: $product) {
    id
    kind
    product {
      key
    }
    component {
      key
    }
    current {
      number
      title
      body
    }
  }
}
    `) as unknown as TypedDocumentString<WatchGuidanceSubscription, WatchGuidanceSubscriptionVariables>;