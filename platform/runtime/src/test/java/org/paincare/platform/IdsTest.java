package org.paincare.platform;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class IdsTest {

    @Property
    void anIdentifierIsAVersion7UuidThatSortsByItsMillisecond(
            @ForAll @LongRange(min = 0, max = (1L << 48) - 2) long millis, @ForAll long high, @ForAll long low) {
        var earlier = Ids.at(millis, high, low);
        var later = Ids.at(millis + 1, low, high);

        assertThat(earlier.version()).isEqualTo(7);
        assertThat(earlier.variant()).isEqualTo(2);
        assertThat(earlier.toString()).isLessThan(later.toString());
    }
}
