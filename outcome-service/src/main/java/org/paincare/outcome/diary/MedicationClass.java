package org.paincare.outcome.diary;

/** Class of a medicine taken for an attack; what each means for the day is in {@link DiaryRules}. */
public enum MedicationClass {
    TRIPTAN,
    ERGOTAMINE,
    GEPANT,
    DITAN,
    OPIOID,
    COMBINATION,
    SIMPLE_ANALGESIC,
    ANTIEMETIC,
    /** Taken at home; counted by itself, never as an acute-medication day. */
    KETAMINE_INTRANASAL
}
