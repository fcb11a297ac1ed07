package org.paincare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberedTest {

    /** As {@code numbered} in names.sql writes it: 'b0000000-0000-7000-8000-' and twelve digits. */
    @Test
    void ids_are_those_of_the_sql_function() {
        assertThat(Numbered.id(1)).hasToString("b0000000-0000-7000-8000-000000000001");
        assertThat(Numbered.id(1_000_000)).hasToString("b0000000-0000-7000-8000-0000000f4240");
        assertThat(Numbered.closedSession(2)).isEqualTo(Numbered.id(1_000_002));
    }
}
