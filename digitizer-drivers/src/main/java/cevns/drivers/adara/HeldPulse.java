package cevns.drivers.adara;

import cevns.daq.record.BeamPulseView;
import cevns.daq.record.RecordSink;
import cevns.drivers.adara.AdaraPacket.PulseHeader;
import cevns.drivers.adara.AdaraPacket.Rtdl;

/** A pulse of which not all has come yet. */
final class HeldPulse {

    private static final int CYCLES = 600;

    final EpicsTime id;
    final long timeNs;
    final int receivedCycle;
    final int flavor;
    final long receivedCharge;
    final int receivedVeto;
    final int ringPeriodPs;

    /** What will be told [10 pC]. */
    int charge;

    int veto;
    int quality;

    /** As its RTDL packet tells it. */
    HeldPulse(Rtdl rtdl) {
        id = rtdl.time();
        timeNs = id.unixNs();
        receivedCycle = rtdl.cycle();
        flavor = rtdl.flavor();
        receivedCharge = rtdl.charge();
        receivedVeto = rtdl.veto();
        // A period that no proton can keep is as good as none.
        ringPeriodPs = PulseEnergy.isPossible(rtdl.ringPeriodPs()) ? rtdl.ringPeriodPs() : 0;
        charge = rtdl.charge();
        veto = rtdl.veto();
    }

    /** Without an RTDL packet, from what the event packets know. The header's 0 is "not known". */
    HeldPulse(PulseHeader header) {
        id = header.time();
        timeNs = id.unixNs();
        receivedCycle = header.cycle() < CYCLES ? (int) header.cycle() : -1;
        boolean known = header.charge() > 0 && header.charge() <= AdaraFrame.MAX_CHARGE;
        flavor = known ? 1 : 0;
        receivedCharge = known ? header.charge() : BeamPulseView.UNKNOWN_CHARGE;
        receivedVeto = header.veto();
        ringPeriodPs = 0;
        charge = (int) receivedCharge;
        veto = receivedVeto;
        quality = BeamPulseView.RTDL_MISSING;
        flag(header);
    }

    /** Number of the cycle, or {@link BeamPulseView#UNKNOWN_CYCLE}. */
    int cycle() {
        boolean possible = receivedCycle >= 0 && receivedCycle < CYCLES;
        return possible ? receivedCycle : BeamPulseView.UNKNOWN_CYCLE;
    }

    /** Takes over what the event packets say of the repair of charge and veto. */
    void flag(PulseHeader header) {
        if (header.has(AdaraFrame.CHARGE_NOT_CORRECTED)) {
            quality |= BeamPulseView.CHARGE_UNCORRECTED;
        }
        if (header.has(AdaraFrame.VETO_NOT_CORRECTED)) {
            quality |= BeamPulseView.VETO_UNCORRECTED;
        }
    }

    /** Says that charge and veto were those of another pulse, and its own are not known. */
    void unknownCharge() {
        charge = BeamPulseView.UNKNOWN_CHARGE;
        veto = 0;
        quality |= BeamPulseView.CHARGE_UNCORRECTED | BeamPulseView.VETO_UNCORRECTED;
    }

    /** Tells the pulse, with these quality bits besides its own. */
    void tell(RecordSink sink, int doubts) {
        sink.beamPulse(
                timeNs,
                id.seconds(),
                id.nanoseconds(),
                cycle(),
                flavor,
                charge,
                ringPeriodPs,
                veto,
                quality | doubts);
    }
}
