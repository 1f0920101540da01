package cevns.analysis.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {

    private static final Cells CELLS =
            new Cells(
                    List.of(
                            new Axis("energy", "PE", new double[] {6, 8, 10}),
                            new Axis("time", "us", new double[] {0, 1, 2})));

    @TempDir Path folder;

    @Test
    void readsAGridWithTitlesCommentsCommasAndBlanks() throws IOException {
        Path file =
                write(
                        "Photoelectrons,time,counts\n# a comment\n"
                                + "7, 0.5, 1\n7 1.5 2 # beside\n\n9,0.5,3\n 9\t1.5\t4\n"
                                + "11, 0.5, 99\n");
        assertThat(GridFile.read(file, CELLS)).containsExactly(1, 2, 3, 4);
    }

    @Test
    void saysWhichCellAGridLacks() throws IOException {
        Path file = write("7 0.5 1\n7 1.5 2\n9 0.5 3\n");
        assertThatThrownBy(() -> GridFile.read(file, CELLS))
                .hasMessage(file + ": no line for the cell at energy 9.0 PE, time 1.5 us");
    }

    @Test
    void saysWhichLineGivesACellAgain() throws IOException {
        Path file = write("7 0.5 1\n7 1.5 2\n7 0.6 3\n");
        assertThatThrownBy(() -> GridFile.read(file, CELLS))
                .hasMessage(file + ":3: the cell of line 1 again");
    }

    @Test
    void refusesNegativeCounts() throws IOException {
        Path file = write("7 0.5 -1\n");
        assertThatThrownBy(() -> GridFile.read(file, CELLS))
                .hasMessage(file + ":1: negative value -1.0");
    }

    @Test
    void saysWhichLineHasTooFewColumns() throws IOException {
        Path file = write("# c\n7 0.5 1\n7 1.5\n");
        assertThatThrownBy(() -> GridFile.read(file, CELLS))
                .hasMessage(file + ":3: 2 columns, 3 are expected");
    }

    @Test
    void refusesNumbersThatAreNone() throws IOException {
        for (String bad : List.of("nan", "1e999", "12a", "--1")) {
            Path file = write("7 0.5 1\n7 1.5 " + bad + "\n");
            assertThatThrownBy(() -> GridFile.read(file, CELLS))
                    .hasMessage(file + ":2: '" + bad + "' is no finite number");
        }
    }

    @Test
    void refusesASecondLineOfTitles() throws IOException {
        Path file = write("PE t n\nPE t n\n7 0.5 1\n");
        assertThatThrownBy(() -> GridFile.read(file, CELLS))
                .hasMessageStartingWith(file + ":2: 'PE'");
    }

    @Test
    void refusesFilesWithNothingInThem() throws IOException {
        Path file = write("# only a comment\n");
        assertThatThrownBy(() -> GridFile.read(file, CELLS))
                .hasMessage(file + ": no numbers in it");
    }

    @Test
    void refusesFilesThatAreNoText() throws IOException {
        Path file = folder.resolve("binary");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> GridFile.read(file, CELLS))
                .hasMessage(file + ": is no text (UTF-8)");
    }

    @Test
    void saysThatAFileIsMissing() {
        Path file = folder.resolve("absent.txt");
        assertThatThrownBy(() -> EventListFile.count(file, CELLS))
                .hasMessage(file + ": no such file");
    }

    @Test
    void countsTheEventsOfAListInHalfOpenBins() throws IOException {
        Path file = write("# PE us\n6 0\n7.99 1\n8 1.999\n10 0.5\n9 2\n5.9 0.5\n9.5 0.2\n");
        assertThat(EventListFile.count(file, CELLS)).containsExactly(1, 1, 1, 1);
        assertThat(EventListFile.times(file, CELLS)).containsExactly(0, 1, 1.999, 0.2);
    }

    @Test
    void sumsTheLinesOfATableIntoBins() throws IOException {
        Path file = write("6.5, 1\n7.5, 2\n8.5, 4\n9.5, 8\n10.5, 16\n");
        assertThat(ColumnTable.read(file, CELLS.energy(), pe -> pe < 7 ? 0.5 : 1))
                .containsExactly(2.5, 12);
    }

    @Test
    void saysWhichBinATableDoesNotReach() throws IOException {
        Path file = write("6.5, 1\n");
        assertThatThrownBy(() -> ColumnTable.read(file, CELLS.energy(), pe -> 1))
                .hasMessage(file + ": no line for the bin at energy 9.0 PE");
    }

    @Test
    void projectsCellsOnAnAxis() {
        double[] values = {1, 2, 3, 4};
        assertThat(CELLS.projection(values, 0)).containsExactly(3, 7);
        assertThat(CELLS.projection(values, 1)).containsExactly(4, 6);
    }

    @Test
    void refusesEdgesThatDoNotRise() {
        assertThatThrownBy(() -> new Axis("time", "us", new double[] {0, 2, 2}))
                .hasMessage("time: edge 2.0 does not rise above 2.0");
    }

    private Path write(String text) throws IOException {
        Path file = folder.resolve("data.txt");
        Files.writeString(file, text);
        return file;
    }
}
