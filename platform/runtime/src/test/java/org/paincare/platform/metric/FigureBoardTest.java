package org.paincare.platform.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paincare.platform.metric.Figures.Figure;

/** A figure that cannot be read is absent: never an old one, never an error of the scrape. */
class FigureBoardTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private boolean away;
    private double late = 3;

    private List<Figure> due() throws SQLException {
        if (away) {
            throw new SQLException("the database is away", "08001");
        }
        return List.of(
                new Figure("due.seconds", "how late", Tags.of("lane", "urgent"), late),
                new Figure("due.seconds", "how late", Tags.of("lane", "ordinary"), 60));
    }

    private FigureBoard board(Duration every) {
        return new FigureBoard(registry, List.of(this::due, () -> List.of(Figure.of("parked", "", 1))), every);
    }

    @Test
    void everyLookReplacesTheOneBefore() {
        var board = board(Duration.ofSeconds(5));
        assertThat(board.look()).isTrue();
        late = 0;

        assertThat(board.look()).isTrue();

        assertThat(registry.get("due.seconds").tag("lane", "urgent").gauge().value())
                .isZero();
        assertThat(registry.get("due.seconds").tag("lane", "ordinary").gauge().value())
                .isEqualTo(60);
    }

    /** A scrape in the middle of a look would miss what is taken away and put back. */
    @Test
    void aFigureThatIsReadAgainStays() {
        var board = board(Duration.ofSeconds(5));
        board.look();
        var parked = registry.get("parked").gauge();

        board.look();

        assertThat(registry.get("parked").gauge()).isSameAs(parked);
    }

    @Test
    void whatCannotBeReadIsAbsentAndTheRestIsThere() {
        var board = board(Duration.ofSeconds(5));
        board.look();
        away = true;

        assertThat(board.look()).isFalse();

        assertThat(registry.find("due.seconds").gauge()).isNull();
        assertThat(registry.get("parked").gauge().value()).isEqualTo(1);
        away = false;
        board.look();
        assertThat(registry.find("due.seconds").gauge()).isNotNull();
    }

    @Test
    void whatWasReadTooLongAgoIsNoNumber() {
        var board = board(Duration.ZERO);

        board.look();

        assertThat(registry.get("parked").gauge().value()).isNaN();
    }
}
