package org.paincare.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares the contracts of this build with the released ones: within a major version only optional parts may come. */
final class Compatibility {

    private final List<Breach> breaches = new ArrayList<>();

    private Compatibility() {}

    static List<Breach> check(ContractLock released, ContractLock working) {
        var check = new Compatibility();
        check.events(released, working);
        check.reservedEvents(released, working);
        return List.copyOf(check.breaches);
    }

    private void events(ContractLock released, ContractLock working) {
        released.shapes().forEach((name, old) -> {
            var now = working.shapes().get(name);
            if (now == null) {
                add(name, "", Rule.EVENT_REMOVED, name);
            } else {
                shape(name, old, now);
            }
        });
        working.shapes().forEach((name, now) -> {
            var old = released.shapes().get(name);
            var reserved = new TreeSet<>(now.reserved());
            reserved.addAll(old == null ? new TreeSet<>() : old.reserved());
            now.fields().keySet().stream()
                    .filter(pointer -> reserved.contains(Shape.lastSegment(pointer)))
                    .forEach(pointer -> add(name, pointer, Rule.RESERVED_NAME_REUSED, Shape.lastSegment(pointer)));
        });
    }

    private void shape(String name, Shape old, Shape now) {
        if (!old.topic().equals(now.topic())) {
            add(name, "", Rule.TOPIC_RENAMED, old.topic() + " became " + now.topic());
        }
        if (!old.stream().equals(now.stream())) {
            add(name, "", Rule.STREAM_CHANGED, old.stream() + " became " + now.stream());
        }
        dropped(name, old.reserved(), now.reserved());
        old.fields().forEach((pointer, field) -> {
            var other = now.fields().get(pointer);
            if (other != null) {
                FieldChange.between(field, other).forEach(c -> add(name, pointer, c.rule(), c.text()));
            } else if (now.fields().containsKey(Shape.parent(pointer))) {
                add(name, pointer, Rule.FIELD_REMOVED, Shape.lastSegment(pointer));
            }
        });
        now.fields().forEach((pointer, field) -> {
            var isNew = !old.fields().containsKey(pointer);
            if (isNew && field.required() && old.fields().containsKey(Shape.parent(pointer))) {
                add(name, pointer, Rule.FIELD_ADDED_AS_REQUIRED, Shape.lastSegment(pointer));
            }
        });
    }

    private void reservedEvents(ContractLock released, ContractLock working) {
        released.reservedEvents()
                .forEach((service, names) ->
                        dropped(service, names, working.reservedEvents().getOrDefault(service, new TreeSet<>())));
        working.shapes().keySet().stream()
                .filter(name -> !name.equals(ContractLock.HEADERS))
                .forEach(name -> {
                    var type = EventType.of(name);
                    if (released.isReserved(type) || working.isReserved(type)) {
                        add(name, "", Rule.RESERVED_NAME_REUSED, type.name());
                    }
                });
    }

    private void dropped(String name, SortedSet<String> old, SortedSet<String> now) {
        old.stream().filter(n -> !now.contains(n)).forEach(n -> add(name, "", Rule.RESERVATION_DROPPED, n));
    }

    private void add(String contract, String pointer, Rule rule, String change) {
        breaches.add(new Breach(contract, pointer, rule, change));
    }
}
