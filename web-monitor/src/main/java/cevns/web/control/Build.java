package cevns.web.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param version version of Sevens
 * @param revision revision of the source, or {@code unknown}
 * @param echarts version of the plotting library that the page loads
 */
public record Build(String version, String revision, String echarts) {

    private static final Build THIS = read();

    /** This program. */
    public static Build current() {
        return THIS;
    }

    private static Build read() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Build(
                properties.getProperty("version"),
                properties.getProperty("revision"),
                properties.getProperty("echarts"));
    }
}
