package org.paincare.session.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.paincare.session.quantity.MilligramsPerMillilitre;
import org.paincare.session.quantity.Millilitres;

/** Ledgers of a small clinic: vials of 10 mL at 50 mg/mL. */
final class Books {

    static final Instant T0 = Instant.parse("2026-03-02T14:00:00Z");
    static final UUID LOT = new UUID(1, 0);
    static final UUID VIAL_ID = new UUID(1, 1);
    static final UUID OTHER_VIAL_ID = new UUID(1, 2);
    static final UUID SESSION_ID = new UUID(1, 3);
    static final UUID NURSE = new UUID(2, 1);
    static final UUID SECOND = new UUID(2, 2);
    static final MilligramsPerMillilitre FIFTY = MilligramsPerMillilitre.of("50");
    static final Account SUPPLIER = new Account(Account.Kind.SUPPLIER, "supplier");
    static final Account VIAL = new Account(Account.Kind.CONTAINER, VIAL_ID.toString());
    static final Account OTHER_VIAL = new Account(Account.Kind.CONTAINER, OTHER_VIAL_ID.toString());
    static final Account SESSION = new Account(Account.Kind.SESSION, SESSION_ID.toString());
    static final Account PATIENT = new Account(Account.Kind.PATIENT, "patient");
    static final Account WASTE = new Account(Account.Kind.WASTE, "site");

    private Books() {}

    /** A vial received, 4 mL dispensed, 3.2 mL (160 mg) given, the rest wasted before a witness. */
    static List<Movement> ordinarySession() {
        return List.of(
                entry(EventType.RECEIVE, SUPPLIER, VIAL, "10"),
                entry(EventType.DISPENSE_TO_SESSION, VIAL, SESSION, "4"),
                entry(EventType.ADMINISTER, SESSION, PATIENT, "3.2"),
                witnessed(EventType.WASTE, SESSION, WASTE, "0.8", SECOND));
    }

    static Movement entry(EventType type, Account from, Account to, String volume) {
        return movement(type, VIAL_ID, from, to, volume, null, null, null);
    }

    static Movement witnessed(EventType type, Account from, Account to, String volume, @Nullable UUID witness) {
        return movement(type, VIAL_ID, from, to, volume, witness, null, null);
    }

    static Movement other(EventType type, Account from, Account to, String volume, @Nullable String reason) {
        return movement(type, OTHER_VIAL_ID, from, to, volume, null, reason, null);
    }

    static Movement reversal(Movement of, String volume) {
        return movement(of.type(), of.containerId(), of.to(), of.from(), volume, null, "wrong amount", of.id());
    }

    static Movement withVolume(Movement of, String volume) {
        return movement(of.type(), of.containerId(), of.from(), of.to(), volume, of.witness(), null, null);
    }

    static Count count(String found, @Nullable UUID witness) {
        return new Count(UUID.randomUUID(), VIAL_ID, Millilitres.of(found), NURSE, witness, T0);
    }

    static Map<UUID, Container> containers() {
        Instant expires = T0.plus(Duration.ofDays(300));
        return Map.of(
                VIAL_ID, new Container(VIAL_ID, LOT, FIFTY, Millilitres.of("10"), expires, null, null, false),
                OTHER_VIAL_ID,
                        new Container(OTHER_VIAL_ID, LOT, FIFTY, Millilitres.of("10"), expires, null, null, false));
    }

    private static Movement movement(
            EventType type,
            UUID container,
            Account from,
            Account to,
            String volume,
            @Nullable UUID witness,
            @Nullable String reason,
            @Nullable UUID reverses) {
        return new Movement(
                UUID.randomUUID(),
                type,
                LOT,
                container,
                from,
                to,
                Millilitres.of(volume),
                FIFTY,
                NURSE,
                witness,
                reason,
                T0,
                reverses);
    }
}
