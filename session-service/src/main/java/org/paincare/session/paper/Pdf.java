package org.paincare.session.paper;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.ColumnText;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;

/** Lays a document out as PDF. Every page says its number and the hash of the whole. Safe from any thread. */
public final class Pdf {

    private static final float MM = 72f / 25.4f;
    private static final Color SHADE = new Color(0xEE, 0xEE, 0xEE);

    private Pdf() {}

    public static byte[] of(Paper paper) {
        var small = paper.sheet() == Paper.Sheet.LABEL;
        var margin = (small ? 4 : 15) * MM;
        var out = new ByteArrayOutputStream();
        try (var document = new Document(size(paper.sheet()), margin, margin, margin, margin + 6 * MM)) {
            var writer = PdfWriter.getInstance(document, out);
            writer.setPageEvent(new Foot("SHA-256 " + paper.hash(), small ? 5 : 7));
            document.addTitle(paper.title());
            document.setDocumentLanguage(paper.locale().toLanguageTag());
            document.open();
            document.add(new Paragraph(paper.title(), font(small ? 10 : 15, Font.BOLD)));
            for (var part : paper.parts()) {
                document.add(laidOut(part, small ? 7 : paper.sheet() == Paper.Sheet.A4_WIDE ? 6 : 10));
            }
        }
        return out.toByteArray();
    }

    private static Rectangle size(Paper.Sheet sheet) {
        return switch (sheet) {
            case A4 -> PageSize.A4;
            case A4_WIDE -> PageSize.A4.rotate();
            case LABEL -> new Rectangle(100 * MM, 70 * MM);
        };
    }

    private static Element laidOut(Paper.Part part, int size) {
        return switch (part) {
            case Paper.Part.Heading h -> {
                var heading = new Paragraph(h.text(), font(size + 2, Font.BOLD));
                heading.setSpacingBefore(size);
                yield heading;
            }
            case Paper.Part.Fact f -> {
                var fact = new Paragraph();
                fact.setLeading(size * 1.3f);
                fact.add(new Chunk(f.label() + ": ", font(size, Font.BOLD)));
                fact.add(new Chunk(f.value(), font(size, Font.NORMAL)));
                yield fact;
            }
            case Paper.Part.Paragraph p -> {
                var paragraph = new Paragraph(size * 1.4f, p.text(), font(size, Font.NORMAL));
                paragraph.setSpacingBefore(size * 0.6f);
                yield paragraph;
            }
            case Paper.Part.Table t -> table(t, size);
        };
    }

    private static Element table(Paper.Part.Table t, int size) {
        var table = new PdfPTable(t.heads().size());
        table.setWidthPercentage(100);
        table.setSpacingBefore(size);
        table.setHeaderRows(1);
        for (var head : t.heads()) {
            var cell = new PdfPCell(new Phrase(head, font(size, Font.BOLD)));
            cell.setBackgroundColor(SHADE);
            table.addCell(cell);
        }
        t.rows().forEach(row -> row.forEach(value -> table.addCell(new Phrase(value, font(size, Font.NORMAL)))));
        return table;
    }

    private static Font font(float size, int style) {
        return new Font(Font.HELVETICA, size, style);
    }

    /** The hash and the page's number at the foot of every page. */
    private static final class Foot extends PdfPageEventHelper {

        private final String words;
        private final int size;

        Foot(String words, int size) {
            this.words = words;
            this.size = size;
        }

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            ColumnText.showTextAligned(
                    writer.getDirectContent(),
                    Element.ALIGN_LEFT,
                    new Phrase(words + "  -  " + writer.getPageNumber(), font(size, Font.NORMAL)),
                    document.left(),
                    document.bottom() - 4 * MM,
                    0);
        }
    }
}
