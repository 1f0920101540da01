package cevns.analysis.monitor;

import cevns.analysis.statistics.anytime.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Good marks that the test of the full model has not judged yet, by beam segment and power. */
final class PendingMarks {

    /** Marks belong together when their power differs by less than this factor. */
    private static final double SAME_POWER = 1.05;

    private final int cells;
    private final List<TreeMap<Double, Stretch>> byBeam = new ArrayList<>();

    /** Marks of one beam segment and nearly the same power; that of the first stands for all. */
    static final class Stretch {
        private final int beam;
        private final double power;
        private double live;
        private double offLive;
        private long events;
        private final double[] coincidence;
        private final double[] anticoincidence;

        private Stretch(int beam, double power, int cells) {
            this.beam = beam;
            this.power = power;
            coincidence = new double[cells];
            anticoincidence = new double[cells];
        }

        /** Adds live time of the two windows. */
        void mark(double more, double moreOff) {
            live += more;
            offLive += moreOff;
        }

        void event(boolean inCoincidence, int cell) {
            (inCoincidence ? coincidence : anticoincidence)[cell]++;
            events++;
        }

        private boolean isEmpty() {
            return live == 0 && offLive == 0 && events == 0;
        }

        private Segment segment() {
            return new Segment(beam, power, live, offLive, coincidence, anticoincidence);
        }

        private void clear() {
            live = 0;
            offLive = 0;
            events = 0;
            Arrays.fill(coincidence, 0);
            Arrays.fill(anticoincidence, 0);
        }

        private void goOn(ModelState.Stretch from) {
            live = from.live();
            offLive = from.offLive();
            events = from.events();
            for (int i = 0; i < coincidence.length; i++) {
                coincidence[i] = from.coincidence()[i];
                anticoincidence[i] = from.anticoincidence()[i];
            }
        }
    }

    /**
     * @param cells of one window
     */
    PendingMarks(int cells) {
        this.cells = cells;
    }

    /**
     * Where a mark belongs.
     *
     * @param beam number of its beam segment
     * @param power protons of one real mark
     */
    Stretch at(int beam, double power) {
        while (byBeam.size() <= beam) {
            byBeam.add(new TreeMap<>());
        }
        TreeMap<Double, Stretch> known = byBeam.get(beam);
        Map.Entry<Double, Stretch> near = known.floorEntry(power);
        if (near == null || power > near.getKey() * SAME_POWER) {
            near = known.ceilingEntry(power);
        }
        if (near != null && near.getKey() <= power * SAME_POWER) {
            return near.getValue();
        }
        Stretch stretch = new Stretch(beam, power, cells);
        known.put(power, stretch);
        return stretch;
    }

    /** What is pending; then nothing is. */
    List<Segment> take() {
        List<Segment> news = new ArrayList<>();
        for (Stretch stretch : all()) {
            if (!stretch.isEmpty()) {
                news.add(stretch.segment());
                stretch.clear();
            }
        }
        return news;
    }

    /** What there is to keep, the empty ones too: their power stands for marks to come. */
    List<ModelState.Stretch> state() {
        return all().stream().map(stretch -> ModelState.Stretch.of(stretch.segment())).toList();
    }

    void goOn(List<ModelState.Stretch> before) {
        for (ModelState.Stretch stretch : before) {
            at(stretch.segment(), stretch.power()).goOn(stretch);
        }
    }

    private List<Stretch> all() {
        List<Stretch> all = new ArrayList<>();
        byBeam.forEach(known -> all.addAll(known.values()));
        return all;
    }
}
