package cevns.analysis;

import cevns.analysis.event.BeamClock;
import cevns.analysis.event.ClockCheck;
import cevns.analysis.event.EventBuilder;
import cevns.analysis.event.LiveMarks;
import cevns.analysis.event.Readout;
import cevns.analysis.event.SourceLedger;
import cevns.analysis.event.TimeAlignment;
import cevns.analysis.event.TraceJudge;
import cevns.analysis.monitor.Blinding;
import cevns.analysis.monitor.Tally;
import cevns.analysis.monitor.WaveformTap;
import cevns.analysis.pulse.TracePulses;
import cevns.daq.config.BeamConfig;
import cevns.daq.config.PulseConfig;
import cevns.daq.record.BeamSignal;
import cevns.daq.record.RejectCause;
import cevns.daq.record.TriggerKind;
import cevns.daq.record.WaveformView;

/** Takes the waveforms of a run: judges each and gives it to all that want it. */
final class WaveformIntake {

    private final BeamConfig timing;
    private final Clocks clocks;
    private final Takers takers;
    private final Marks marks;

    /** What a waveform's time is judged and placed with. */
    record Clocks(ClockCheck check, TimeAlignment alignment, BeamClock beam) {}

    /** Where a waveform and its pulses go. */
    record Takers(
            ChannelMap channels,
            EventBuilder builder,
            LiveMarks live,
            Tally tally,
            WaveformTap tap,
            Blinding blinding) {}

    /** Takes the timing pulses that are digitised as a channel. */
    interface Marks {
        void mark(int sourceId, BeamSignal signal, long timeNs);
    }

    WaveformIntake(BeamConfig timing, Clocks clocks, Takers takers, Marks marks) {
        this.timing = timing;
        this.clocks = clocks;
        this.takers = takers;
        this.marks = marks;
    }

    /** Null when the waveform went into the event builder; otherwise why not. */
    RejectCause on(WaveformView waveform, SourceLedger source) {
        int sourceId = waveform.sourceId();
        int index = takers.channels().index(sourceId, waveform.channel());
        if (index < 0) {
            return RejectCause.CHANNEL_OFF;
        }
        if (!clocks.check().accepts(sourceId, waveform.timeNs())) {
            return RejectCause.CLOCK;
        }
        TraceJudge channel = takers.channels().judge(index);
        if (!clocks.alignment().isAligned(sourceId)) {
            if (isTiming(channel) && channel.fits(waveform)) {
                channel.judge(waveform, 0);
                timingPulses(waveform, channel.pulses()); // by these it will be aligned
            }
            return RejectCause.CLOCK;
        }
        if (!channel.fits(waveform)) {
            return RejectCause.LENGTH;
        }
        long offsetNs = clocks.alignment().offsetNs(sourceId, waveform.timeNs());
        Readout readout = channel.judge(waveform, offsetNs);
        boolean isNewTrigger = takers.builder().isNew(sourceId, waveform.triggerId());
        RejectCause cause = takers.builder().on(readout);
        if (cause != null) {
            boolean isLate = cause == RejectCause.LATE && !clocks.alignment().isReference(sourceId);
            if (isLate && isTiming(channel)) {
                timingPulses(waveform, channel.pulses()); // late is what is not yet aligned
            }
            return cause;
        }
        if (isNewTrigger) {
            source.countTrigger(waveform.kinds());
            if (TriggerKind.STROBE.in(waveform.kinds())) {
                clocks.beam().onStrobe(sourceId, readout.timeNs());
            }
        }
        takers.live().onRecord(sourceId, readout.timeNs());
        takers.tally().on(index, waveform, channel.pulses(), readout);
        int shown =
                takers.blinding().isBlind()
                        ? takers.tally().shown(waveform)
                        : waveform.sampleCount();
        takers.tap().on(index, channel.channel(), waveform, channel.pulses(), shown);
        if (isTiming(channel)) {
            timingPulses(waveform, channel.pulses());
        }
        return null;
    }

    private static boolean isTiming(TraceJudge channel) {
        return channel.channel().pulses() instanceof PulseConfig.Timing;
    }

    /** The pulses of a timing signal that is digitised as a channel are marks. */
    private void timingPulses(WaveformView waveform, TracePulses pulses) {
        double firstSampleNs = -(double) waveform.preTrigger() * waveform.sampleWidthPs() / 1000;
        for (int i = 0; i < pulses.count(); i++) {
            long fromTrigger = Math.round(firstSampleNs + pulses.onsetNs(i));
            long timeNs = waveform.timeNs() + fromTrigger;
            marks.mark(waveform.sourceId(), timing.markSignal(), timeNs);
        }
    }
}
