package org.paincare.platform.timeline;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.paincare.platform.Text;

/** The timeline as it travels. */
public final class TimelineJson {

    private TimelineJson() {}

    /** @param name absent where only the id is on record */
    @Schema(name = "TimelineActor")
    public record Actor(@Nullable UUID id, @Nullable String name) {}

    /**
     * One thing on record.
     *
     * @param id         of the item; the same in every reading
     * @param occurredAt when it happened
     * @param recordedAt when it was written down
     * @param recordedBy absent for what the system did
     * @param title      in both languages
     * @param link       address of the resource; reading it needs the right to
     * @param version    of what is shown, counted from the first
     */
    @Schema(name = "TimelineItem")
    public record Item(
            UUID id,
            String kind,
            Instant occurredAt,
            Instant recordedAt,
            @Nullable Actor recordedBy,
            Text title,
            String link,
            int version) {}

    /** @param code why that service's part is missing from this page: a code of the error catalogue */
    @Schema(name = "MissingPart")
    public record MissingPart(String service, String code) {}

    /**
     * @param next    cursor of the next page; absent on the last
     * @param partial of the whole at the gateway: services whose part is missing from this page; a later page brings what
     *                they had
     */
    @Schema(name = "PatientTimeline")
    public record Page(
            List<Item> items,
            @Nullable String next,
            @Nullable List<MissingPart> partial) {}
}
