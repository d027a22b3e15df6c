/** Standard objects that support talks about, whose names are also words. */
const WORDS =
  'Account Contact Lead Opportunity Case Task Event User Profile Contract Order Product2 Pricebook2 Campaign Asset Solution Idea Group Report Dashboard Document Attachment Note Quote Entitlement Location Period Organization Individual Product Pricebook Activity';
/** Standard objects whose names can be nothing else. */
const COMPOUNDS =
  'AccountContactRelation AccountShare AccountTeamMember OpportunityLineItem OpportunityContactRole OpportunityTeamMember OpportunityShare OpportunityHistory CaseComment CaseTeamMember CaseMilestone CaseHistory CampaignMember ContentVersion ContentDocument ContentDocumentLink EmailMessage EmailTemplate OrderItem QuoteLineItem PricebookEntry Pricebook2 Product2 ContractLineItem ServiceContract WorkOrder WorkOrderLineItem ServiceAppointment PermissionSet PermissionSetAssignment PermissionSetGroup ObjectPermissions FieldPermissions UserRole GroupMember RecordType ProcessInstance AsyncApexJob CronTrigger ApexClass ApexTrigger ApexLog FeedItem FeedComment TaskRelation EventRelation LiveChatTranscript MessagingSession AgentWork KnowledgeArticleVersion EntityDefinition FieldDefinition FlowDefinition LoginHistory SetupAuditTrail DuplicateRecordItem NamedCredential CustomPermission BusinessHours';

export const COMPOUND_OBJECTS: readonly string[] = longestFirst(COMPOUNDS.split(' '));
export const OBJECTS: readonly string[] = longestFirst(`${WORDS} ${COMPOUNDS}`.split(' '));

/** Fields of the standard objects by name. */
export const STANDARD_FIELDS: ReadonlySet<string> = new Set(
  'Id Name OwnerId Owner CreatedDate CreatedBy CreatedById LastModifiedDate LastModifiedBy LastModifiedById SystemModstamp IsDeleted RecordTypeId RecordType Amount StageName CloseDate Probability Type LeadSource NextStep Description IsClosed IsWon ForecastCategory Industry AnnualRevenue NumberOfEmployees Phone Fax Website Email MobilePhone FirstName LastName Title Department Birthdate AccountId Account ContactId Contact ParentId Parent Status Priority Origin Reason Subject CaseNumber OrderNumber EffectiveDate TotalAmount ActivityDate WhoId WhatId Company Rating Username ProfileId Profile UserRoleId IsActive ManagerId Manager BillingStreet BillingCity BillingState BillingCountry BillingPostalCode ShippingStreet ShippingCity ShippingState ShippingCountry Quantity UnitPrice ListPrice TotalPrice ProductCode Family DeveloperName MasterLabel ApiName Body Label IsConverted ConvertedAccountId Salutation'.split(
    ' ',
  ),
);

function longestFirst(names: readonly string[]): string[] {
  return [...new Set(names)].sort((a, b) => b.length - a.length);
}
