package org.paincare.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the document's readers find anywhere in a text must be what is matched as a whole here. */
class PatternsTest {

    private static boolean found(String java, String text) {
        // Java's $ lets a last line end pass, ECMA's does not.
        return Pattern.compile(Patterns.ecma(java).replaceFirst("\\$$", "\\\\z"))
                .matcher(text)
                .find();
    }

    @Test
    void aPatternMeansTheSameToWhoeverReadsTheDocument() {
        for (String java : List.of(
                "[A-Z]{2,5}", "OPEN|ALL", "(?=.*\\S)[^\\p{Cntrl}\\p{Zl}\\p{Zp}]*+", "^-?\\d{1,9}(\\.\\d{1,6})?$")) {
            for (String text : List.of(
                    "", " ", "AB", "ABx", "xOPEN", "ALL", "OPENING", "12.5", "-1", "1.", "a\u0000b", "a\u2028")) {
                assertThat(found(java, text)).as(java + " on " + text).isEqualTo(text.matches(java));
            }
        }
        assertThat(found("(?s).*\\S.*", " a\n")).isTrue();
        assertThat(found("(?s).*\\S.*", " \n")).isFalse();
    }

    @Test
    void nothingIsLeftThatOnlyJavaKnows() {
        assertThat(Patterns.ecma("(?=.*\\S)[^\\p{Cntrl}\\p{Zl}\\p{Zp}]*+")).doesNotContain("\\p", "*+");
    }
}
