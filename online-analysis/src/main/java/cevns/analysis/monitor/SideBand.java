package cevns.analysis.monitor;

/**
 * Events beside the region of the signal that pass every other cut, to be compatible with 0.
 *
 * @param name which side of which cut: {@code above time}
 * @param unit of its ends
 * @param low lower end
 * @param high upper end
 * @param coincidence counts C
 * @param anticoincidence counts AC
 * @param excess C − α·AC
 * @param error its standard deviation
 */
public record SideBand(
        String name,
        String unit,
        double low,
        double high,
        long coincidence,
        long anticoincidence,
        double excess,
        double error) {}
