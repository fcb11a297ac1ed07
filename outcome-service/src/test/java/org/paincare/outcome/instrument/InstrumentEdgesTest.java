package org.paincare.outcome.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paincare.platform.scoring.ScoringRefused;

/** What the published vectors leave out: the other side of every boundary, every missing rule, and contradictions. */
class InstrumentEdgesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final Instruments instruments = Instruments.shipped();

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // HIT-6: blanks, and an invalid weight beats a blank
                "HIT-6 | [8,10,8,8,10,11] | {'score':55,'band':'SOME','status':'SCORED'}",
                "HIT-6 | [10,10,10,10,10,10] | {'score':60,'band':'SEVERE','status':'SCORED'}",
                "HIT-6 | [10,10,null,11,8,8] | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                "HIT-6 | [9,10,null,11,8,8] | {'score':null,'band':null,'status':'INVALID'}",
                // MIDAS: a list is q1 to q5; A and B may be left out
                "MIDAS | [5,4,4,4,4] | {'score':21,'band':'IV_A','status':'SCORED','subscores':{'workSchool':9,'household':8,'socialLeisure':4}}",
                "MIDAS | {'q1':6,'q2':0,'q3':0,'q4':0,'q5':0} | {'score':6,'band':'II','status':'SCORED','subscores':{'workSchool':6,'household':0,'socialLeisure':0}}",
                "MIDAS | {'q1':3,'q2':null,'q3':2,'q4':2,'q5':2,'A':20,'B':7} | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                // MSQ: half of each scale
                "MSQ | [6,5,5,4,6,5,4,3,3,4,2,5,6,6] | {'score':null,'band':null,'status':'SCORED','subscores':{'RR':20.0,'RP':60.0,'EF':6.67}}",
                "MSQ | [1,1,1,null,null,null,null,1,1,1,1,1,1,1] | {'score':null,'band':null,'status':'PARTIAL','subscores':{'RR':null,'RP':100.0,'EF':100.0}}",
                "MSQ | [1,1,1,1,null,null,null,1,1,null,null,1,1,null] | {'score':null,'band':null,'status':'SCORED_PRORATED','subscores':{'RR':100.0,'RP':100.0,'EF':100.0}}",
                "MSQ | [null,null,null,null,null,null,null,null,null,null,null,null,null,null] | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                // PHQ-9: item 9 is looked at whatever the form
                "PHQ-9 | [2,2,1,1,null,1,1,0,0] | {'score':9,'band':'MILD','status':'SCORED_PRORATED','flags':[]}",
                "PHQ-9 | [0,0,0,0,0,0,0,0,2] | {'score':2,'band':'MINIMAL','status':'SCORED','flags':['PHQ9_ITEM9_POSITIVE']}",
                "PHQ-9 | [1,1,1,1,1,1,1,1,null] | {'score':9,'band':'MILD','status':'SCORED_PRORATED','flags':['PHQ9_ITEM9_MISSING']}",
                "PHQ-9 | [null,null,null,0,0,0,0,0,1] | {'score':null,'band':null,'status':'NOT_SCORABLE','flags':['PHQ9_ITEM9_POSITIVE']}",
                "PHQ-9 | [null,null,0,0,0,0,0,0,null] | {'score':null,'band':null,'status':'NOT_SCORABLE','flags':['PHQ9_ITEM9_MISSING']}",
                "PHQ-9 | [null,null,null,0,0,0,0,0,0] | {'score':null,'band':null,'status':'NOT_SCORABLE','flags':[]}",
                "PHQ-9 | [4,0,0,0,0,0,0,0,3] | {'score':null,'band':null,'status':'INVALID','flags':['PHQ9_ITEM9_POSITIVE']}",
                "PHQ-9 | [4,0,0,0,0,0,0,0,0] | {'score':null,'band':null,'status':'INVALID'}",
                // 4 * 9 / 8 = 4.5 rounds up into the next band
                "PHQ-9 | [1,1,1,1,null,0,0,0,0] | {'score':5,'band':'MILD','status':'SCORED_PRORATED','flags':[]}",
                "GAD-7 | [2,null,null,null,1,1,1] | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                // PROMIS
                "PROMIS-SD-4a | {'Sleep109':2,'Sleep116':2,'Sleep20':4,'Sleep44':4} | {'score':61.7,'band':'MODERATE','status':'SCORED','subscores':{'raw':16}}",
                "PROMIS-SD-8b | [4,null,null,4,3,4,null,3] | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                "PROMIS-PI-4a | [3,3,3,2] | {'score':59.9,'band':'MILD','status':'SCORED','subscores':{'raw':11}}",
                "PROMIS-PI-4a | [5,5,5,4] | {'score':71.6,'band':'SEVERE','status':'SCORED','subscores':{'raw':19}}",
                "PROMIS-PI-8a | [2,2,2,2,2,2,2,1] | {'score':55.0,'band':'MILD','status':'SCORED','subscores':{'raw':15}}",
                // BPI-SF: interference from 4 of 7; no severity, no score
                "BPI-SF | {'severity':[7,3,5,5],'interference':[6,null,4,null,5,null,6]} | {'score':5.0,'band':'SEVERE','status':'SCORED_PRORATED','subscores':{'severity':5.0,'interference':5.25}}",
                "BPI-SF | {'severity':[7,3,null,5],'interference':[6,6,6,6,6,6,6]} | {'score':null,'band':null,'status':'PARTIAL','subscores':{'severity':null,'interference':6.0}}",
                "BPI-SF | {'severity':[7,3,null,5]} | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                "BPI-SF | {'severity':[4,4,4,4],'interference':[0,0,0,0,0,0,1]} | {'score':4.0,'band':'MILD','status':'SCORED','subscores':{'severity':4.0,'interference':0.14}}",
                "BPI-SF | {'severity':[5,4,4,4],'interference':[0,0,0,0,0,0,0]} | {'score':4.25,'band':'MODERATE','status':'SCORED','subscores':{'severity':4.25,'interference':0.0}}",
                // WHO-5, EQ-5D-5L, PGIC, ALDRETE
                "WHO-5 | [2,1,1,2,1] | {'score':28,'band':'LIKELY_DEPRESSION','status':'SCORED','subscores':{'raw':7}}",
                "EQ-5D-5L | {'dims':[2,1,3,4,2],'vas':55} | {'score':null,'band':null,'status':'SCORED','subscores':{'profile':'21342','lss':12,'vas':55}}",
                "EQ-5D-5L | {'dims':[1,1,null,1,1],'vas':80} | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                "PGIC | {'value':2} | {'score':2,'band':'MUCH_IMPROVED','status':'SCORED','flags':['PGIC_RESPONDER']}",
                "PGIC | {'value':null} | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                "PGIC | {'value':8} | {'score':null,'band':null,'status':'INVALID'}",
                "ALDRETE-MOD | {'activity':2,'respiration':2,'circulation':1,'consciousness':2,'spo2':2} | {'score':9,'band':'READY','status':'SCORED'}",
                // change and response: exact fractions
                "PAIN-NRS-CHANGE | {'baseline':7,'followUp':5} | {'score':-2,'band':null,'status':'SCORED','subscores':{'percentChange':-28.57},'flags':['NRS_ABS2']}",
                "PAIN-NRS-CHANGE | {'baseline':10,'followUp':7} | {'score':-3,'band':null,'status':'SCORED','subscores':{'percentChange':-30.0},'flags':['NRS_ABS2','RESPONDER_30']}",
                "RESPONSE | {'baselineMMD':20,'currentMMD':14} | {'score':30.0,'band':'R30','status':'SCORED'}",
                "RESPONSE | {'baselineMMD':20,'currentMMD':10} | {'score':50.0,'band':'R50','status':'SCORED'}",
                "RESPONSE | {'baselineMMD':20,'currentMMD':26} | {'score':-30.0,'band':'WORSENED','status':'SCORED'}",
                "RESPONSE | {'baselineMMD':15,'currentMMD':10} | {'score':33.33,'band':'R30','status':'SCORED'}",
                "RESPONSE | {'baselineMMD':14.7,'currentMMD':10.3} | {'score':29.93,'band':'NON_RESPONDER','status':'SCORED'}",
                // diary window
                "HEADACHE-DIARY-28 | {'windowDays':28,'recordedDays':13,'headacheDays':9,'migraineDays':5,'acuteMedDays':2} | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                "HEADACHE-DIARY-28 | {'windowDays':28,'recordedDays':14,'headacheDays':7,'migraineDays':4,'acuteMedDays':0} | {'score':14.0,'band':'NOT_CHRONIC_RANGE','status':'LOW_CONFIDENCE','subscores':{'mhd28':14.0,'mmd28':8.0,'amd28':0.0}}",
                "HEADACHE-DIARY-28 | {'windowDays':28,'recordedDays':24,'headacheDays':18,'migraineDays':12,'acuteMedDays':6} | {'score':21.0,'band':'CHRONIC_RANGE','status':'SCORED_PRORATED','subscores':{'mhd28':21.0,'mmd28':14.0,'amd28':7.0}}",
                "HEADACHE-DIARY-28 | {'windowDays':28,'recordedDays':20,'headacheDays':21,'migraineDays':12,'acuteMedDays':6} | {'score':null,'band':null,'status':'INVALID'}",
                "HEADACHE-DIARY-28 | {'windowDays':28,'recordedDays':28,'headacheDays':8,'migraineDays':9,'acuteMedDays':0} | {'score':null,'band':null,'status':'INVALID'}",
                "HEADACHE-DIARY-28 | {'windowDays':30,'recordedDays':28,'headacheDays':21,'migraineDays':12,'acuteMedDays':6} | {'score':null,'band':null,'status':'INVALID'}",
                // overuse: limits per class; an open question that decides is not scored
                "MOH-DAYS | {'simpleAnalgesic':14,'anyDay':14} | {'score':0,'band':'NO_OVERUSE','status':'SCORED','flags':[]}",
                "MOH-DAYS | {'simpleAnalgesic':15,'anyDay':15} | {'score':1,'band':'OVERUSE','status':'SCORED','flags':['SIMPLEANALGESIC']}",
                "MOH-DAYS | {'ergotamine':10,'anyDay':10} | {'score':1,'band':'OVERUSE','status':'SCORED','flags':['ERGOTAMINE']}",
                "MOH-DAYS | {'triptan':5,'simpleAnalgesic':5,'anyDay':9} | {'score':0,'band':'NO_OVERUSE','status':'SCORED','flags':[]}",
                "MOH-DAYS | {'triptan':5,'simpleAnalgesic':5,'anyDay':10} | {'score':1,'band':'OVERUSE','status':'SCORED','flags':['MULTIPLE_CLASSES']}",
                "MOH-DAYS | {'triptan':9,'simpleAnalgesic':5} | {'score':null,'band':null,'status':'NOT_SCORABLE'}",
                "MOH-DAYS | {'triptan':12} | {'score':1,'band':'OVERUSE','status':'SCORED','flags':['TRIPTAN']}",
                "MOH-DAYS | {'triptan':12,'anyDay':10} | {'score':null,'band':null,'status':'INVALID'}",
            })
    void scores(String instrument, String items, String expected) throws IOException {
        var score = instruments.score(instrument, JSON.readTree(items.replace('\'', '"')), null);

        assertThat(score.toJson().toString()).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void allodyniaNotApplicableIsAnAnswerAndBlankIsNot() throws IOException {
        String eleven = "\"NOT_APPLICABLE\",".repeat(11);

        assertThat(instruments
                        .score("ASC-12", JSON.readTree("[" + eleven + "\"NOT_APPLICABLE\"]"), "STRICT")
                        .toJson()
                        .path("band")
                        .asText())
                .isEqualTo("NONE");
        assertThat(instruments
                        .score("ASC-12", JSON.readTree("[" + eleven + "null]"), null)
                        .status())
                .hasToString("NOT_SCORABLE");
        assertThat(instruments
                        .score("ASC-12", JSON.readTree("[" + eleven + "0]"), null)
                        .status())
                .hasToString("INVALID");
        assertThat(instruments
                        .score("ASC-12", JSON.readTree("[" + eleven + "\"never\"]"), null)
                        .status())
                .hasToString("INVALID");
    }

    @Test
    void anotherInstrumentsItemsOrPolicyAreRefused() throws IOException {
        var nine = JSON.readTree("[0,0,0,0,0,0,0,0,0]");
        assertThatThrownBy(() -> instruments.score("GAD-7", nine, null)).isInstanceOf(ScoringRefused.class);
        assertThatThrownBy(() -> instruments.score("PHQ-9", nine, "STRICT"))
                .isInstanceOf(ScoringRefused.class)
                .hasMessageContaining("PRORATE_MAX_2");
    }
}
