package cevns.drivers.device;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Faults of the network one after the other, each on top of those before it, drawn from a seed.
 * What was done last can be read from its text.
 */
final class FaultSequence {

    private static final int LONGEST_PIECE = 2000;
    private static final int LONGEST_LUMP = 9000;
    private static final int LONGEST_DELAY_MS = 40;
    private static final int LONGEST_PAUSE_MS = 150;
    private static final int LONGEST_SILENCE_MS = 900;
    private static final double MOST = 0.3;

    private final List<? extends FaultyLink> links;
    private final SplittableRandom random;
    private final StringBuilder done = new StringBuilder();

    FaultSequence(List<? extends FaultyLink> links, long seed) {
        this.links = links;
        random = new SplittableRandom(seed);
    }

    /** Does so many things to the links, with some time between; takes a second at the most. */
    void play(int faults) {
        done.setLength(0);
        for (int i = 0; i < faults; i++) {
            int link = random.nextInt(links.size());
            done.append(done.isEmpty() ? "" : ", ").append("link ").append(link).append(' ');
            fault(links.get(link));
            pause(LONGEST_PAUSE_MS);
        }
    }

    /** Ends all faults; what is lost stays lost. */
    void calm() {
        links.forEach(FaultyLink::calm);
    }

    private void fault(FaultyLink link) {
        switch (random.nextInt(11)) {
            case 0 -> link.split(named("split", 1, LONGEST_PIECE));
            case 1 -> link.join(named("join", 2, LONGEST_LUMP));
            case 2 -> link.delay(named("delay", 1, LONGEST_DELAY_MS));
            case 3 -> link.corrupt(named("corrupt", 10, 5000));
            case 4 -> link.duplicate(share("duplicate"));
            case 5 -> link.exchange(share("exchange"));
            case 6 -> link.flood(named("flood", 1, 4));
            case 7 -> link.cutAfter(named("cut after", 0, 5000));
            case 8 -> {
                done.append("cut");
                link.cut();
            }
            case 9 -> {
                done.append("silence");
                link.silent(true);
                pause(LONGEST_SILENCE_MS);
            }
            default -> {
                done.append("refuse");
                link.refuse(true);
                link.cut();
            }
        }
    }

    private int named(String what, int least, int end) {
        int value = random.nextInt(least, end);
        done.append(what).append(' ').append(value);
        return value;
    }

    private double share(String what) {
        double value = random.nextDouble(MOST);
        done.append(what).append(' ').append(value);
        return value;
    }

    private void pause(int longestMs) {
        LockSupport.parkNanos(1_000_000L * random.nextInt(longestMs));
    }

    @Override
    public String toString() {
        return done.toString();
    }
}
