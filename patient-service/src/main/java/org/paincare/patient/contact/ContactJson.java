package org.paincare.patient.contact;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.patient.Actor;
import org.paincare.patient.PlainLine;
import org.paincare.patient.sheet.Sheet;

/** A patient's contacts as they travel. */
final class ContactJson {

    private static final String LINE = PlainLine.REGEX;

    private ContactJson() {}

    enum Role {
        /** Whom to call when something happens. */
        EMERGENCY,
        /** Who decides where the patient lacks capacity. */
        REPRESENTATIVE,
        /** Who takes the patient home. */
        ESCORT,
        OTHER
    }

    /**
     * Somebody to call.
     *
     * @param roles        at least one
     * @param relationship in the person's words: mother, husband, neighbour
     * @param phone        E.164; needed but for a representative reached otherwise
     * @param authority    on what a representative's right rests: the document's name and number
     * @param language     BCP 47
     */
    @Schema(name = "PatientContact")
    record Contact(
            @NotNull @Size(min = 1, max = 4) List<@NotNull Role> roles,

            @NotNull @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String name,

            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = LINE)
            String relationship,

            @Nullable @Pattern(regexp = "\\+[0-9]{7,15}") String phone,
            @Nullable @Size(max = 254) @Email String email,

            @Nullable @Size(min = 1, max = 200) @Pattern(regexp = LINE)
            String authority,

            @Nullable @Pattern(regexp = "[a-z]{2}(-[A-Z]{2})?")
            String language) {

        @AssertTrue(message = "phone or email")
        @com.fasterxml.jackson.annotation.JsonIgnore
        @Schema(hidden = true)
        public boolean isReachable() {
            return phone != null || email != null;
        }

        @AssertTrue(message = "an emergency contact has a phone")
        @com.fasterxml.jackson.annotation.JsonIgnore
        @Schema(hidden = true)
        public boolean isCallable() {
            return roles == null || !roles.contains(Role.EMERGENCY) || phone != null;
        }
    }

    @Schema(name = "PutPatientContacts")
    record Contacts(@NotNull @Size(max = 10) List<@NotNull @Valid Contact> contacts) {}

    @Schema(name = "PatientContacts")
    record Full(UUID patientId, List<Contact> contacts, Instant changedAt, Actor changedBy) {

        static Full of(UUID patientId, Sheet<Contacts> sheet) {
            return new Full(
                    patientId,
                    sheet.content().contacts(),
                    sheet.lastChange().at(),
                    sheet.lastChange().by());
        }
    }

    @Schema(name = "PatientContactsVersion")
    record Version(
            int version,
            List<Contact> contacts,
            @Nullable Instant changedAt,
            @Nullable Actor changedBy) {}

    @Schema(name = "PatientContactsVersions")
    record Versions(List<Version> items) {}
}
