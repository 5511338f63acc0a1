/** The style sheet of the portal's own pages: system type, AA contrast in light and dark. */
export const style = `
:root{color-scheme:light dark;--paper:#faf9f6;--sheet:#fff;--ink:#1c2430;--soft:#566070;--line:#dcdfe3;--accent:#175a63}
@media (prefers-color-scheme:dark){:root{--paper:#12161b;--sheet:#1a2027;--ink:#e9ecef;--soft:#a3adb8;--line:#303943;--accent:#7fc4cc}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;align-items:center;padding:12vh 1.25rem 3rem;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:34rem;padding:2.5rem;background:var(--sheet);border:1px solid var(--line);border-radius:10px}
.from{margin:0 0 1.5rem;font-size:.875rem;color:var(--soft)}
.stamp{display:block;width:56px;height:40px;margin:0 0 1.5rem;color:var(--accent)}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25;font-weight:600;text-wrap:balance}
p{margin:0 0 .75rem}
p:last-child{margin-bottom:0}
.help{color:var(--soft)}
ul{list-style:none;margin:1.25rem 0 0;padding:0;border-top:1px solid var(--line)}
li{border-bottom:1px solid var(--line)}
li a{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 1rem;padding:.9rem .25rem;color:var(--accent);font-weight:500;text-underline-offset:.2em}
li time{color:var(--soft);font-weight:400;font-variant-numeric:tabular-nums}
form{display:flex;flex-direction:column;gap:.75rem;margin-top:1.5rem}
.chosen{margin:0;padding:.9rem 1rem;border-left:4px solid var(--accent);background:var(--paper);font-size:1.125rem;font-weight:600}
form .or{margin:.75rem 0 0}
button{padding:.85rem 1.25rem;border:1px solid var(--accent);border-radius:8px;background:none;color:var(--accent);font:inherit;font-weight:600;text-align:center;cursor:pointer}
button.main{background:var(--accent);color:var(--sheet)}
.chosen+.help{margin-top:.75rem}
.back{margin-top:1.5rem;padding-top:1.25rem;border-top:1px solid var(--line)}
a{color:var(--accent)}
button:focus-visible,a:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
@media (max-width:30rem){body{padding-top:1.25rem}main{padding:1.5rem}}
@media print{body{padding:0;background:#fff}main{border:0;padding:0}}
`
