/** The page's style: no font, picture or script from anywhere; colours as the system has them, or as chosen. */
export const STYLE = `
:root{color-scheme:light dark;--bg:light-dark(#f4f6f9,#10141b);--card:light-dark(#fff,#181e28);--line:light-dark(#d8dee8,#2c3646);
--text:light-dark(#1b2330,#e4e9f1);--soft:light-dark(#566173,#9eabbf);--link:light-dark(#0b5cad,#86bbff);--code:light-dark(#eef1f6,#0d1117);
--error:light-dark(#b3261e,#ff8f86);--error-bg:light-dark(#fdecea,#3a1c1d);--warning:light-dark(#8a5300,#f2c063);--warning-bg:light-dark(#fff3dc,#362a12);
--info:light-dark(#1d5c9e,#8fc0ff);--info-bg:light-dark(#e8f1fb,#16283f);--ok:light-dark(#19703d,#7ddba0);--ok-bg:light-dark(#e5f5ec,#14301f)}
:root:has(#theme-light:checked){color-scheme:light}
:root:has(#theme-dark:checked){color-scheme:dark}
:root:has(#lang-en:checked) .it,:root:has(#lang-it:checked) .en{display:none}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:68rem;margin:0 auto;padding:1rem 1.25rem}
header{display:flex;flex-wrap:wrap;gap:.75rem 1.5rem;align-items:flex-start;justify-content:space-between;padding-top:1.75rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .25rem}
h2{font-size:1.15rem;margin:2rem 0 .75rem}
h3{font-size:1rem;margin:0}
h4{font-size:.8rem;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);margin:1.25rem 0 .4rem}
p{margin:.4rem 0}
a{color:var(--link)}
.soft,footer{color:var(--soft);font-size:.875rem}
.choices{display:flex;flex-wrap:wrap;gap:.5rem}
fieldset{border:1px solid var(--line);border-radius:.6rem;margin:0;padding:0;display:flex;overflow:hidden;background:var(--card)}
legend,.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
fieldset input{position:absolute;opacity:0;width:1px;height:1px}
fieldset label{padding:.3rem .7rem;font-size:.875rem;cursor:pointer;color:var(--soft)}
fieldset input:checked+label{background:var(--info-bg);color:var(--info);font-weight:600}
fieldset input:focus-visible+label{outline:2px solid var(--link);outline-offset:-2px}
.badge{display:inline-block;border-radius:1rem;padding:.1rem .65rem;font-size:.8125rem;font-weight:600;white-space:nowrap}
.error,.broken{color:var(--error);background:var(--error-bg)}
.warning,.warnings{color:var(--warning);background:var(--warning-bg)}
.info,.inconclusive{color:var(--info);background:var(--info-bg)}
.reached,.healthy{color:var(--ok);background:var(--ok-bg)}
.unreached{color:var(--soft)}
.verdict{border-radius:.75rem;padding:.9rem 1.1rem;font-weight:600}
.verdict .soft{font-weight:400;color:inherit}
.wide{position:relative;overflow-x:auto;border:1px solid var(--line);border-radius:.75rem;background:var(--card)}
.wide:focus-visible{outline:2px solid var(--link)}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{padding:.45rem .6rem;text-align:center;border-bottom:1px solid var(--line);white-space:nowrap}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-weight:600;font-size:.78rem}
th:first-child{text-align:left}
tbody th{font-weight:600;max-width:22rem;white-space:normal;min-width:11.5rem;overflow-wrap:break-word;position:sticky;left:0;background:var(--card)}
td b{display:inline-block;min-width:1.7em;border-radius:.4rem;padding:.05rem .35rem}
.run{background:var(--card);border:1px solid var(--line);border-radius:.75rem;margin:0 0 1rem}
.run>summary{padding:.9rem 1.1rem;cursor:pointer;display:flex;flex-wrap:wrap;gap:.35rem .75rem;align-items:center;list-style:none}
.run>summary::-webkit-details-marker{display:none}
.run>summary::before{content:"";width:.5rem;height:.5rem;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg)}
.run[open]>summary::before{transform:rotate(45deg)}
.run>summary h3{flex:1 1 16rem}
.body{scroll-margin-top:4rem;padding:0 1.1rem 1.1rem}
.finding{border-left:4px solid currentColor;border-radius:.35rem;padding:.7rem .9rem;margin:.75rem 0}
.finding>*{color:var(--text)}
.finding h5{font-size:1rem;margin:0;line-height:1.35}
.finding .badge{color:inherit;border:1px solid currentColor;margin-right:.5rem;padding:0 .5rem;font-size:.75rem}
.error .badge{color:var(--error)}.warning .badge{color:var(--warning)}.info .badge{color:var(--info)}
.finding ol{margin:.4rem 0;padding-left:1.4rem}
code,pre,.talk{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8125rem}
code{background:light-dark(#0000000d,#ffffff14);border-radius:.25rem;padding:.05rem .3rem}
pre,.talk{background:var(--code);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .8rem;margin:.5rem 0;line-height:1.5}
pre{overflow-x:auto;overflow-wrap:normal}
.talk{list-style:none}
.talk li{display:flex;gap:.7rem;align-items:baseline}
.talk .at{color:var(--soft);flex:none;min-width:4.2rem;text-align:right}
.talk .who{flex:none;width:1rem;font-weight:700}
.talk .C .who{color:var(--info)}.talk .S .who{color:var(--ok)}.talk .E{color:var(--soft)}
.talk .secure .at::before{content:"";display:inline-block;width:.45rem;height:.45rem;border-radius:50%;background:var(--ok);margin-right:.4rem}
details>summary{cursor:pointer}
.body details{margin-top:.6rem}
.body details>summary{color:var(--link);font-size:.9375rem}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.3rem 1rem;margin:.5rem 0;font-size:.9375rem}
dt{color:var(--soft)}
dd{margin:0}
dd div+div{margin-top:.15rem}
.falls{display:grid;grid-template-columns:max-content 1fr max-content;gap:.25rem .8rem;align-items:center;margin:.5rem 0;padding:0;font-size:.875rem}
.falls svg{width:100%;height:.9rem;display:block;background:var(--code);border-radius:.25rem}
.falls rect{fill:var(--info)}
.falls .late{fill:var(--warning)}
.falls span{color:var(--soft)}
.falls .time{text-align:right;font-variant-numeric:tabular-nums}
@media (max-width:40rem){header,main,footer{padding-left:.8rem;padding-right:.8rem}h1{font-size:1.25rem}.body{padding:0 .8rem .8rem}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}.talk .at{display:none}th,td{padding:.4rem .45rem}tbody th{font-size:.8rem}}
@media print{fieldset{display:none}.run{break-inside:avoid}}
`;
