package org.paincare.session.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PaperTest {

    private static Paper note(String text) {
        return new Paper("Nota de la sesión", Locale.of("es"), Paper.Sheet.A4)
                .fact("Paciente", "0197")
                .heading("Evolución")
                .paragraph(text)
                .table(List.of("Hora", "SpO2"), List.of(List.of("10:05", "93 %")));
    }

    @Test
    void everyWordIsOnThePageAndTheHashOnItsFoot() throws IOException {
        var paper = note("Mareo leve; náusea ausente.");

        var read = text(Pdf.of(paper));

        assertThat(read).contains("Nota de la sesión", "Evolución", "náusea ausente", "93 %", paper.hash());
    }

    @Test
    void theHashIsOfTheWords() {
        assertThat(note("a").hash())
                .isEqualTo(note("a").hash())
                .isNotEqualTo(note("b").hash());
        assertThat(new Paper("t", Locale.ENGLISH, Paper.Sheet.A4)
                        .fact("ab", "c")
                        .hash())
                .isNotEqualTo(new Paper("t", Locale.ENGLISH, Paper.Sheet.A4)
                        .fact("a", "bc")
                        .hash());
    }

    @Test
    void signsThatTheFontsLackAreWrittenOutOrMarked() {
        assertThat(Paper.printable("SpO2 ≥ 90 → ok 漢\u0007")).isEqualTo("SpO2 >= 90 -> ok ?");
    }

    @Test
    void aRowIsAsLongAsItsHeads() {
        assertThatThrownBy(
                        () -> new Paper("t", Locale.ENGLISH, Paper.Sheet.LABEL).table(List.of("a"), List.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(byte[] pdf) throws IOException {
        try (var reader = new PdfReader(pdf)) {
            return new PdfTextExtractor(reader).getTextFromPage(1);
        }
    }
}
