package org.paincare.session.recovery;

import org.paincare.session.reference.Version;

/**
 * The modified Aldrete score, 0 to 10, each item 0 to 2.
 *
 * @param variant which circulation item it was: BP_MMHG, at which altitude profile
 * @param ready total high enough and no item 0
 */
public record AldreteScore(
        Version version,
        String variant,
        int activity,
        int respiration,
        int circulation,
        int consciousness,
        int oxygen,
        boolean ready) {

    public int total() {
        return activity + respiration + circulation + consciousness + oxygen;
    }
}
