package cevns.analysis.offline;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers in columns, as the collaborations release them: separated by commas or blanks, comments
 * after {@code #}, at most one line of column titles before the numbers.
 *
 * @param file where they stand
 * @param rows one for each line with numbers, all of the same length
 */
record TextTable(Path file, List<Row> rows) {

    /** Longest file that is read; the largest release has some 10,000 lines. */
    private static final int MAX_ROWS = 10_000_000;

    /**
     * One line.
     *
     * @param line its number, from 1
     * @param values its numbers
     */
    record Row(int line, double[] values) {}

    /**
     * Reads a file.
     *
     * @param columns numbers expected in each line
     * @throws DataFileException if it is missing, empty or has a line that is not {@code columns}
     *     finite numbers
     */
    static TextTable read(Path file, int columns) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DataFileException(file, "no such file");
        }
        List<Row> rows = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            boolean titled = false;
            int line = 0;
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                String numbers = text.contains("#") ? text.substring(0, text.indexOf('#')) : text;
                if (numbers.isBlank()) {
                    continue;
                }
                if (rows.isEmpty() && !titled && Character.isLetter(numbers.strip().charAt(0))) {
                    titled = true;
                    continue;
                }
                if (rows.size() == MAX_ROWS) {
                    throw new DataFileException(file, line, "more than " + MAX_ROWS + " lines");
                }
                rows.add(row(file, line, numbers, columns));
            }
        } catch (MalformedInputException e) {
            throw new DataFileException(file, "is no text (UTF-8)");
        }
        if (rows.isEmpty()) {
            throw new DataFileException(file, "no numbers in it");
        }
        return new TextTable(file, List.copyOf(rows));
    }

    private static Row row(Path file, int line, String text, int columns) throws DataFileException {
        String[] words = text.strip().split("\\s*,\\s*|\\s+", -1);
        if (words.length != columns) {
            throw new DataFileException(
                    file, line, words.length + " columns, " + columns + " are expected");
        }
        double[] values = new double[columns];
        for (int i = 0; i < columns; i++) {
            try {
                values[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException e) {
                values[i] = Double.NaN;
            }
            if (!Double.isFinite(values[i])) {
                throw new DataFileException(file, line, "'" + words[i] + "' is no finite number");
            }
        }
        return new Row(line, values);
    }
}
