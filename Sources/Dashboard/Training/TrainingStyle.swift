/// What a training's page needs beyond the common style.
enum TrainingStyle {
    static let text = """

        .headline { font-size: 20px; line-height: 1.4; margin: 18px 0 0; max-width: 60ch; }
        .doubts { margin: 14px 0 0; padding: 10px 16px; border-left: 3px solid var(--warning);
          background: #fdf8ee; max-width: 80ch; }
        .doubts li { margin: 2px 0; } .doubts ul, ul.notes { margin: 0; padding-left: 18px; }
        .charts { display: grid; gap: 28px 32px; margin-top: 22px;
          grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); }
        .charts + .quiet { margin-top: 14px; } .charts.pair { align-items: start; }
        svg.chart { max-width: 860px; } .charts svg.chart { max-width: 560px; }
        svg.chart.narrow { max-width: 560px; } .charts svg.square { max-width: 420px; }
        svg text.name.training { fill: #0072b2; } svg text.name.validation { fill: #b34a00; }
        svg text .aside { font-weight: 400; fill: var(--quiet); font-size: 12px; }
        svg text.small { font-size: 10px; fill: var(--ink); }
        path.training { fill: none; stroke: #0072b2; stroke-width: 1.6; }
        path.validation { fill: none; stroke: #d55e00; stroke-width: 2; stroke-dasharray: 7 3; }
        path.fixed { fill: none; }
        .own { fill: #0072b2; } .own.second { fill: #d55e00; }
        .own.faint { fill-opacity: 0.75; stroke: #fff; }
        .whisker { stroke: #0072b2; stroke-width: 1.6; fill: none; }
        .peer { fill: #fff; stroke: var(--quiet); stroke-width: 1.8; }
        .best { stroke: var(--quiet); stroke-width: 1.2; stroke-dasharray: 2 3; }
        .wide { overflow-x: auto; }
        .wide th.number { white-space: normal; vertical-align: bottom; }
        .wide td:first-child { min-width: 170px; overflow-wrap: normal; }
        .wide th:last-child, .wide td:last-child { padding-right: 2px; }
        .tiles { background: none; border: 0; } .tile { outline: 1px solid var(--line); }
        th.number, td.number { text-align: right; white-space: nowrap; }
        td.main { font-weight: 600; }
        table.compact { width: auto; min-width: 260px; }
        td.share { width: 20%; min-width: 90px; } td.share div { height: 10px; margin-top: 6px; }
        .example { margin: 0 0 30px; }
        .panels { display: grid; gap: 8px; max-width: calc(var(--count) * 252px);
          grid-template-columns: repeat(var(--count), minmax(0, 1fr)); }
        .picture { position: relative; background: #000; }
        .picture img { display: block; width: 100%; height: auto; image-rendering: pixelated; }
        .scale { position: absolute; left: 6%; bottom: 6%; border-bottom: 4px solid #fff;
          background: rgb(0 0 0 / 0.6); box-shadow: 0 0 0 5px rgb(0 0 0 / 0.6); }
        .scale span { display: block; color: #fff; font-size: 12px; font-weight: 600;
          line-height: 1.5; text-align: center; white-space: nowrap; }
        .panel .head { font-weight: 600; font-size: 13.5px; margin-top: 5px; line-height: 1.35; }
        .panel .range { color: var(--quiet); font-size: 12.5px; }
        .ramp { display: inline-block; width: 34px; height: 8px; margin: 0 6px; }
        .ramp.grey { background: linear-gradient(90deg, #000, #fff);
          outline: 1px solid var(--line); }
        .ramp.heat { background: linear-gradient(90deg, \(ExamplePicture.heat.joined(separator: ", "))); }
        pre { background: #f5f6f8; padding: 10px 14px; margin: 14px 0 0; font-size: 13px;
          white-space: pre-wrap; overflow-wrap: anywhere; }
        @media (max-width: 760px) { main { padding: 28px 24px 48px; } }
        @media print { .charts { grid-template-columns: 1fr 1fr; } .wide { overflow: visible; } }
        """
}
