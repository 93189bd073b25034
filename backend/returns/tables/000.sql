select cast(:place as uuid) as record, '1.6' as "Version", 'provider' as "OrgID_Provider", 'submitter' as "OrgID_Submitter",
  cast(:month as date) as "RP_StartDate", cast(:last as date) as "RP_EndDate", cast(:now as timestamptz) as "FileCreation_DateTime",
  'Alongside' as "PrimarySystem"
