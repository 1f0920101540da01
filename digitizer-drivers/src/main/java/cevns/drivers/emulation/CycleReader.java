package cevns.drivers.emulation;

import static cevns.drivers.emulation.EmulatedBeam.SUPER_CYCLE;
import static cevns.drivers.emulation.EmulatedBeam.VETO_NORMAL;
import static cevns.drivers.emulation.EmulatedBeam.VETO_NO_BEAM;
import static cevns.drivers.emulation.EmulatedBeam.VETO_TRIP;

import java.util.Iterator;

/** Plays the cycles of an {@link EmulatedBeam} in order. */
final class CycleReader implements Iterator<EmulatedCycle> {

    /** RMS of the charge from pulse to pulse, relative. */
    private static final double CHARGE_RMS = 0.005;

    /** The mean charge drifts within this, relative, with this memory. */
    private static final double DRIFT_RMS = 0.01;

    private static final double DRIFT_CYCLES = 36_000;

    private static final double SHORTEST_TRIP_S = 1;
    private static final double LONGEST_TRIP_S = 60;

    private final EmulatedBeamSettings settings;
    private final LineClock clock;
    private final SeededRandom charges;
    private final SeededRandom trips;
    private final double meanCounts;
    private final int ringPeriodPs;

    private long index;
    private double drift;
    private long nextTrip;
    private long tripEnd;

    CycleReader(EmulatedBeam beam) {
        settings = beam.settings();
        clock = new LineClock(settings.seed(), beam.startNs());
        charges = new SeededRandom(settings.seed(), Streams.CHARGE);
        trips = new SeededRandom(settings.seed(), Streams.TRIPS);
        meanCounts = SnsRing.chargeCounts(settings.powerMw(), settings.energyGev());
        ringPeriodPs = SnsRing.periodPs(settings.energyGev());
        nextTrip = cyclesToTrip();
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public EmulatedCycle next() {
        long timeNs = clock.next();
        int cycle = (int) ((index + settings.firstCycle()) % SUPER_CYCLE);
        double counts = counts();
        int veto = VETO_NORMAL;
        int flavor = 1;
        if (cycle == 0 || cycle % settings.beamEvery() != 0 && settings.beamEvery() > 1) {
            flavor = 0;
            veto = VETO_NO_BEAM;
        } else if (index < tripEnd) {
            veto = VETO_NO_BEAM;
        } else if (index >= nextTrip) {
            counts *= trips.uniform(0.1, 0.9);
            veto = VETO_TRIP;
            tripEnd = index + 1 + (long) (60 * trips.uniform(SHORTEST_TRIP_S, LONGEST_TRIP_S));
            nextTrip = tripEnd + cyclesToTrip();
        }
        if (veto == VETO_NO_BEAM) {
            // Facility records show now and then one count without beam.
            counts = charges.below(20) == 0 ? 1 : 0;
        }
        return new EmulatedCycle(index++, timeNs, cycle, flavor, (int) counts, ringPeriodPs, veto);
    }

    private double counts() {
        double memory = 1 - 1 / DRIFT_CYCLES;
        double kick = DRIFT_RMS * StrictMath.sqrt(1 - memory * memory);
        drift = memory * drift + kick * charges.gaussian();
        double pulse = 1 + drift + CHARGE_RMS * charges.gaussian();
        return StrictMath.max(0, meanCounts * pulse);
    }

    private long cyclesToTrip() {
        double perHour = settings.tripsPerHour();
        return perHour == 0 ? Long.MAX_VALUE / 2 : (long) trips.exponential(216_000 / perHour);
    }
}
