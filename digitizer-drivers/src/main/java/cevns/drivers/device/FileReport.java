package cevns.drivers.device;

import java.util.List;
import java.util.SortedMap;

/**
 * What a recorded file held.
 *
 * @param format the format's name
 * @param records complete records of the format
 * @param trailingBytes bytes left over behind the last complete record
 * @param counts records by type, where the format has types; else empty
 * @param timeOrigin what times count from: {@code unix} or {@code device}
 * @param problems what was wrong and where, one line each; empty for a sound file
 */
public record FileReport(
        String format,
        long records,
        long trailingBytes,
        SortedMap<String, Long> counts,
        String timeOrigin,
        List<String> problems) {}
