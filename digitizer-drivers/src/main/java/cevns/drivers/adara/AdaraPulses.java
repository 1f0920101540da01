package cevns.drivers.adara;

import cevns.drivers.adara.AdaraPacket.Monitor;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Rtdl;
import cevns.drivers.adara.AdaraPacket.Variable;
import cevns.drivers.emulation.EmulatedBeam;
import cevns.drivers.emulation.EmulatedCycle;
import cevns.drivers.incident.IncidentKind;
import cevns.drivers.incident.IncidentScript;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The packets of each emulated pulse, in the order of the wire: RTDL, beam monitor events, banked
 * events, then slow control (adara.md §6).
 */
final class AdaraPulses {

    /** The device and the variables whose values come with each empty cycle. */
    static final long DEVICE = 9000;

    static final long POWER_VARIABLE = 1;

    /** The facility's counter of the energy on target. */
    static final long ENERGY_VARIABLE = 2;

    private static final double KJ_PER_KWH = 3600;

    private static final int RTDL_VERSION = 1;
    private static final int EVENTS_VERSION = 1;
    private static final int TIMING_NORMAL = 0x1E;
    private static final int NEUTRONS = 0x200;
    private static final int VETO_FRAME = 24;
    private static final int CYCLE_FRAME = 25;
    private static final int RISING = 1 << 31;

    /** Where the two neutrons of the monitor are seen [100 ns]. */
    private static final int[] MONITOR_TOF = {15_000, 23_456};

    private static final long NOMINAL_PERIOD_NS = 16_666_667;

    /** Of an accelerator time that steps, and of a pulse id that goes back [ns]. */
    private static final long STEP_NS = 1_000_000_000;

    private static final long BACK_NS = 40_000_000;
    private static final int OUT_OF_ORDER_EVERY = 100;

    private final AdaraEmulatorSettings settings;
    private final IncidentScript script;
    private EmulatedCycle before;
    private long powerSinceNs;

    /** Delivered since then: charge [µC] times energy [GeV]. */
    private double energyKj;

    private double countedKwh;

    AdaraPulses(AdaraEmulatorSettings settings) {
        this(settings, IncidentScript.none(0));
    }

    /** The same, with what goes wrong. */
    AdaraPulses(AdaraEmulatorSettings settings, IncidentScript script) {
        this.settings = settings;
        this.script = script;
    }

    /** The pulse id of a cycle: event 39, cut to whole microseconds as the facility does. */
    EpicsTime id(EmulatedCycle cycle) {
        long timeNs = cycle.timeNs() / 1000 * 1000;
        if (script.is(IncidentKind.ACCELERATOR_TIME, cycle.timeNs())) {
            timeNs += STEP_NS;
        }
        return EpicsTime.ofUnixNs(isOutOfOrder(cycle, 0) ? timeNs - BACK_NS : timeNs);
    }

    private boolean isOutOfOrder(EmulatedCycle cycle, long rest) {
        return cycle.index() % OUT_OF_ORDER_EVERY == rest
                && script.is(IncidentKind.PULSE_ORDER, cycle.timeNs());
    }

    /** The packets of the next pulse. */
    byte[] next(EmulatedCycle cycle) {
        ByteArrayOutputStream packets = new ByteArrayOutputStream(256);
        boolean lost = every(settings.lostRtdlEvery(), cycle.index());
        int flags = lost ? AdaraFrame.NO_RTDL : 0;
        if (!lost) {
            byte[] rtdl = AdaraEncoder.encode(rtdl(cycle));
            packets.writeBytes(rtdl);
            boolean again = isOutOfOrder(cycle, OUT_OF_ORDER_EVERY / 2);
            if (again || every(settings.repeatedRtdlEvery(), cycle.index())) {
                packets.writeBytes(rtdl);
            }
        }
        packets.writeBytes(AdaraEncoder.encode(header(AdaraType.BEAM_MONITOR, cycle, flags)));
        packets.writeBytes(AdaraEncoder.encode(header(AdaraType.BANKED_EVENTS, cycle, flags)));
        if (cycle.cycle() == 0) {
            power(cycle, packets);
        }
        double kj = cycle.chargeCounts() * 1e-5 * PulseEnergy.eV(cycle.ringPeriodPs()) * 1e-9;
        energyKj += kj;
        countedKwh += kj / KJ_PER_KWH;
        before = cycle;
        return packets.toByteArray();
    }

    /** Descriptor of the device whose value comes along. */
    static String deviceXml() {
        return "<?xml version=\"1.0\"?>"
                + "<device xmlns=\"http://public.sns.gov/schema/device.xsd\">"
                + "<device_name>accelerator</device_name><process_variables>"
                + "<process_variable><pv_name>beam_power</pv_name><pv_id>1</pv_id>"
                + "<pv_type>double</pv_type><pv_units>MW</pv_units></process_variable>"
                + "<process_variable><pv_name>beam_energy</pv_name><pv_id>2</pv_id>"
                + "<pv_type>double</pv_type><pv_units>kWh</pv_units></process_variable>"
                + "</process_variables></device>";
    }

    private Rtdl rtdl(EmulatedCycle cycle) {
        int veto = veto(cycle);
        int[] frames = new int[AdaraFrame.RTDL_FRAME_COUNT];
        frames[0] = VETO_FRAME << 24 | veto;
        frames[1] = CYCLE_FRAME << 24 | cycle.cycle();
        long period = before == null ? NOMINAL_PERIOD_NS : cycle.timeNs() - before.timeNs();
        return new Rtdl(
                RTDL_VERSION,
                id(cycle),
                cycle.hasBeam() ? 1 : 0,
                cycle.flavor(),
                charge(cycle),
                false,
                false,
                TIMING_NORMAL,
                veto,
                cycle.cycle(),
                period / 100,
                false,
                0,
                cycle.ringPeriodPs(),
                frames);
    }

    private PulseHeader header(AdaraType type, EmulatedCycle cycle, int more) {
        int flags = more;
        if ((cycle.veto() & ~notForUs()) != 0) {
            flags |= AdaraFrame.PULSE_VETOED;
        }
        if (cycle.hasBeam()) {
            flags |= NEUTRONS;
        }
        if (isRaw()) {
            flags |= AdaraFrame.CHARGE_NOT_CORRECTED | AdaraFrame.VETO_NOT_CORRECTED;
        }
        boolean known = (more & AdaraFrame.NO_RTDL) == 0;
        return new PulseHeader(
                type,
                EVENTS_VERSION,
                id(cycle),
                known ? charge(cycle) : 0,
                known ? PulseEnergy.eV(cycle.ringPeriodPs()) : 0,
                known ? cycle.cycle() : 0xFFFFFFFFL,
                known ? veto(cycle) : 0,
                flags,
                type == AdaraType.BEAM_MONITOR ? List.of(monitor(cycle)) : List.of());
    }

    private static Monitor monitor(EmulatedCycle cycle) {
        int[] events = new int[cycle.hasBeam() ? MONITOR_TOF.length : 0];
        for (int i = 0; i < events.length; i++) {
            events[i] = RISING | cycle.cycle() << 21 | MONITOR_TOF[i];
        }
        return new Monitor(1, 0, true, 0, events);
    }

    /** Mean power since the last value [MW], and all energy [kWh]; none without a last one. */
    private void power(EmulatedCycle cycle, ByteArrayOutputStream packets) {
        if (powerSinceNs > 0) {
            double seconds = (cycle.timeNs() - powerSinceNs) * 1e-9;
            packets.writeBytes(value(cycle, POWER_VARIABLE, energyKj / seconds * 1e-3));
            packets.writeBytes(value(cycle, ENERGY_VARIABLE, countedKwh));
        }
        powerSinceNs = cycle.timeNs();
        energyKj = 0;
    }

    private byte[] value(EmulatedCycle cycle, long variable, double value) {
        return AdaraEncoder.encode(
                new Variable(AdaraType.VARIABLE_DOUBLE, id(cycle), DEVICE, variable, 0, 0, value));
    }

    private int charge(EmulatedCycle cycle) {
        EmulatedCycle of = isLate(cycle) ? before : cycle;
        return of == null ? 0 : Math.min(of.chargeCounts(), AdaraFrame.MAX_CHARGE);
    }

    private int veto(EmulatedCycle cycle) {
        EmulatedCycle of = isLate(cycle) ? before : cycle;
        return of == null ? EmulatedBeam.VETO_NO_BEAM : of.veto();
    }

    /** A raw stream says in its flags that it is one; a shifted one does not know. */
    private boolean isLate(EmulatedCycle cycle) {
        return isRaw() || script.is(IncidentKind.CHARGE_SHIFT, cycle.timeNs());
    }

    private boolean isRaw() {
        return settings.association() == ChargeAssociation.RAW_LAGGED;
    }

    /** The veto bit that says only that the pulse was not for the other station. */
    private int notForUs() {
        return settings.targetStation() == 1 ? 0x004 : 0x002;
    }

    private static boolean every(int many, long index) {
        return many > 0 && index % many == many - 1;
    }
}
