package org.paincare.platform.event;

/**
 * Takes one type of event. Runs inside the transaction that advances the inbox, with the event's clinic set: its effect
 * and the event's number commit together. It accepts facts about a patient it does not know yet, and gives the same
 * state whatever order the sources' events arrive in.
 */
public interface EventHandler {

    /** The full type, for example {@code org.paincare.patient.PatientRegistered.v1}; one handler per type and service. */
    String type();

    /** Any exception but a transient one of the database parks the event and, with it, its stream. */
    void handle(IncomingEvent event);
}
