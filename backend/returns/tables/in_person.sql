-- Whoever had a referral open or a visit in the month.
create temp table in_person on commit drop as
select patient_id as id from in_referral union select patient_id from in_contact
